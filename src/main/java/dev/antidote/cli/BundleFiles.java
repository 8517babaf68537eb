package dev.antidote.cli;

import dev.antidote.bundle.BundleContents;
import dev.antidote.bundle.BundleDraft;
import dev.antidote.bundle.BundleReader;
import dev.antidote.bundle.GuardBundle;
import dev.antidote.bundle.ProbeRows;
import dev.antidote.bundle.Reserve;
import dev.antidote.bundle.Stage;
import dev.antidote.bundle.Thresholds;
import dev.antidote.data.Dataset;
import dev.antidote.infer.GuardedModel;
import dev.antidote.infer.ModelLoader;
import dev.antidote.infer.UndefendedModel;
import dev.antidote.model.Adapter;
import dev.antidote.model.BaseModel;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.LabelSpace;
import dev.antidote.stream.FlagLines;
import dev.antidote.stream.GuardModel;
import dev.antidote.train.Defence;
import dev.antidote.train.DefenceSpec;
import dev.antidote.train.PrecisionComparison;
import dev.antidote.train.Recognition;
import dev.antidote.train.StageReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How a trained defence lies in a bundle: the guarded adapter, and beside it the undefended one that it is measured against. */
final class BundleFiles {
    /** The directory of the undefended model's adapter. */
    private static final String UNDEFENDED = "undefended";

    private BundleFiles() {}

    /** What is known of the bundle; {@code comparison} is absent where bf16 was not tried. */
    static BundleDraft draft(
            BaseModel base,
            List<String> labels,
            int maxTokens,
            DefenceSpec spec,
            Defence defence,
            Optional<PrecisionComparison> comparison,
            HeldOut heldOut) {
        SortedMap<String, Double> metrics = heldOut.metrics();
        comparison.ifPresent(both -> PrecisionWish.note(both, metrics));
        return new BundleDraft(
                null,
                new dev.antidote.bundle.BaseModel(base.name(), base.digest()),
                new dev.antidote.bundle.Defence(
                        spec.prompt().text(),
                        labels,
                        spec.reconstruction().rho(),
                        spec.seed(),
                        spec.reconstruction().mode().name().toLowerCase(Locale.ROOT),
                        new Reserve(spec.reserve().label(), defence.reserveRows()),
                        maxTokens,
                        defence.stages().stream().map(BundleFiles::stage).toList()),
                metrics,
                heldOut.thresholds());
    }

    static BundleContents contents(BaseModel base, Defence defence, HeldOut heldOut) {
        return directory -> {
            defence.adapter().save(directory.resolve(GuardBundle.ADAPTER), base.name());
            Adapter undefended = defence.undefended();
            if (undefended != null) {
                undefended.save(Files.createDirectories(directory.resolve(UNDEFENDED)), base.name());
            }
            if (!heldOut.rows().isEmpty()) {
                ProbeRows.write(directory.resolve(GuardBundle.PROBES), heldOut.rows());
            }
        };
    }

    private static Stage stage(StageReport stage) {
        TreeMap<String, Double> figures = new TreeMap<>();
        figures.put("rows", (double) stage.rows());
        figures.put("purged", (double) stage.purged().size());
        return new Stage(stage.name(), stage.purged().size() + " of " + stage.rows() + " rows taken out", figures);
    }

    /** The lines that a bundle draws; one without held-out rows, or of an earlier version, has none for some signals. */
    static FlagLines lines(Thresholds thresholds) {
        FlagLines fallback = FlagLines.ofMargin(thresholds.flagMargin());
        return new FlagLines(
                thresholds.flagMargin(),
                Objects.requireNonNullElse(thresholds.flagLeakage(), fallback.leakage()),
                Objects.requireNonNullElse(thresholds.flagAblationOdds(), fallback.ablation()));
    }

    /** A bundle of this machine, verified, with the base model that it belongs on. */
    record Opened(
            GuardBundle bundle,
            ModelLoader loader,
            LabelSpace labels,
            BenignPrompt prompt,
            PrecisionWish.Choice precision) {
        GuardedModel guarded() {
            return loader.guarded(Adapter.load(bundle.adapter()), labels);
        }

        /** The same with the victim as its witness, where the bundle keeps it: what the ablation signal needs. */
        GuardedModel witnessed() {
            return loader.guarded(Adapter.load(bundle.adapter()), victim().orElse(null), labels);
        }

        /** What a guard needs to serve this bundle with its model. */
        GuardModel served(GuardedModel model) {
            return new GuardModel(
                    model, labels, prompt, bundle.id(), lines(bundle.manifest().thresholds()));
        }

        /** How well the ablation signal does at the bundle's own line. */
        Recognition recognition(GuardedModel witnessed, Dataset triggered, Dataset clean) {
            double line = lines(bundle.manifest().thresholds()).ablation();
            return Recognition.of(witnessed, prompt, line, triggered, clean);
        }

        /** Judges texts in both arithmetics. */
        PrecisionComparison compare(List<String> texts) {
            return PrecisionComparison.of(loader, Adapter.load(bundle.adapter()), labels, prompt, texts);
        }

        /** The victim, where the bundle keeps it. */
        Optional<UndefendedModel> undefended() {
            return victim().map(adapter -> loader.undefended(adapter, labels));
        }

        /** The victim's adapter, where the bundle keeps it. */
        Optional<Adapter> victim() {
            return Optional.of(bundle.directory().resolve(UNDEFENDED))
                    .filter(Files::isDirectory)
                    .map(Adapter::load);
        }
    }

    static Opened open(Path directory, BaseFlag flag, Path cache, PrecisionWish wish) {
        return open(directory, flag.open(cache), wish);
    }

    static Opened open(Path directory, BaseModel base, PrecisionWish wish) {
        return open(BundleReader.open(directory), base, wish);
    }

    /** Of a bundle that was verified before. */
    static Opened open(GuardBundle bundle, BaseModel base, PrecisionWish wish) {
        dev.antidote.bundle.BaseModel wanted = bundle.manifest().base();
        if (!wanted.sha256().equals(base.digest())) {
            throw new CommandException(
                    "bundle " + bundle.id() + " belongs on the base model " + wanted.name() + " with digest "
                            + wanted.sha256().substring(0, 12) + ", but " + base.name() + " has "
                            + base.digest().substring(0, 12) + "; name the right one with --base");
        }
        dev.antidote.bundle.Defence defence = bundle.manifest().defence();
        PrecisionWish.Choice choice = wish.choose(bundle.manifest());
        return new Opened(
                bundle,
                new ModelLoader(base, base.tokenizer(), defence.maxTokens(), choice.precision()),
                new LabelSpace(defence.labels()),
                new BenignPrompt(defence.benignPrompt()),
                choice);
    }
}
