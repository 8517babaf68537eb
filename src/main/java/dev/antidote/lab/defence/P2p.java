package dev.antidote.lab.defence;

import dev.antidote.data.Dataset;
import dev.antidote.data.Splits;
import dev.antidote.p2p.screen.Evidence;
import dev.antidote.p2p.screen.TransplantReport;
import dev.antidote.train.Defence;
import dev.antidote.train.DefenceSpec;
import dev.antidote.train.Progress;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Poison-to-Poison in one of its variants (arXiv 2510.04503), by the pipeline that {@code train} runs.
 *
 * @param name the name in reports
 * @param variant what the pipeline does
 */
public record P2p(String name, P2pVariant variant) implements LabDefence {
    private static final long TRUSTED = 0x5EED_7A05L;

    @Override
    public boolean needsTrusted() {
        return variant.reserve().needsTrusted();
    }

    @Override
    public boolean gentle() {
        return variant.gentle();
    }

    @Override
    public int revision() {
        return variant.screen() ? CausalOnly.SCREEN : 1;
    }

    @Override
    public DefendedModel defend(DefenceTask task, LabTrainer trainer, Progress progress) {
        DefenceTask used = task.withTrusted(used(task));
        if (needsTrusted()) {
            used.requireTrusted(name);
        }
        DefenceSpec spec = variant.spec(task.prompt(), task.seed());
        P2pModels models = trainer.p2p(used.input(), spec, variant.gentle(), progress);
        return new Defended(models, used, facts(models.outcome(), used));
    }

    /** A stratified draw that depends on the seed alone, so that the rows of a smaller share are among those of a larger one. */
    private NavigableSet<Integer> used(DefenceTask task) {
        List<Integer> trusted = List.copyOf(task.trusted());
        Dataset reviewed = task.data().select(trusted);
        NavigableSet<Integer> rows = new TreeSet<>();
        Splits.sample(reviewed, variant.trustedUse(), task.seed() ^ TRUSTED).forEach(row -> rows.add(trusted.get(row)));
        return rows;
    }

    private static DefenceFacts facts(Defence outcome, DefenceTask task) {
        TreeMap<String, Double> figures = new TreeMap<>();
        figures.put("reserve rows", (double) outcome.reserveRows());
        figures.put("trusted rows", (double) task.trusted().size());
        TransplantReport transplants = outcome.transplants();
        if (transplants != null) {
            figures.put("doubtful rows", (double) transplants.doubtful().size());
            figures.put("transplanted runs", (double) transplants.runs());
            figures.put("transplants scored", (double) transplants.scored());
        }
        return new DefenceFacts(
                outcome.stages().stream()
                        .filter(stage -> !stage.purged().isEmpty())
                        .map(stage -> new DefenceFacts.Removal(stage.name(), stage.purged()))
                        .toList(),
                Evidence.texts(outcome.triggers()),
                Evidence.texts(outcome.undecided()),
                figures);
    }

    private record Defended(P2pModels models, DefenceTask task, DefenceFacts facts) implements DefendedModel {
        @Override
        public int[] labels(List<String> texts) {
            return new P2pScorer(models.guarded(), task.labels(), task.prompt()).labels(texts);
        }

        @Override
        public Optional<P2pScorer> scorer() {
            return Optional.of(new P2pScorer(models.guarded(), task.labels(), task.prompt()));
        }

        @Override
        public Optional<TextModel> undefended() {
            return Optional.ofNullable(models.undefended());
        }

        @Override
        public Optional<P2pScorer> sentinel() {
            return Optional.ofNullable(models.sentinel())
                    .map(model -> new P2pScorer(model, task.labels(), task.prompt()));
        }

        @Override
        public void close() {
            models.close();
        }
    }
}
