package dev.antidote.cli;

import dev.antidote.cli.bench.Bench;
import dev.antidote.cli.bench.BenchReport;
import dev.antidote.cli.bench.BenchSettings;
import dev.antidote.cli.bench.Measure;
import dev.antidote.cli.bench.Part;
import dev.antidote.cli.bench.Workload;
import dev.antidote.data.Example;
import dev.antidote.data.ModerationCorpus;
import dev.antidote.infer.ModelLoader;
import dev.antidote.model.Adapter;
import dev.antidote.model.BaseModel;
import dev.antidote.model.LoraConfig;
import dev.antidote.model.TrainingOptions;
import dev.antidote.p2p.LabelSpace;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how fast this machine judges, and what Kafka costs. */
@Command(
        name = "bench",
        sortOptions = false,
        showDefaultValues = true,
        description = {
            "Measures the engine alone, the same texts through an embedded Kafka broker, the pipeline with a model that takes"
                    + " no time, and latencies. What is compared alternates in one run; broker, producer and reader share the"
                    + " machine with the engine."
        },
        footer = {
            "",
            "Parts: engine, kafka, ceiling, idle (latency at 20 requests/s), half (latency",
            "at half of what saturates the guard), partitions (1, 2, 4 x 1, 2 stream",
            "threads).",
            "",
            "Examples:",
            "  antidote bench --texts test.jsonl --json figures.json",
            "  antidote bench --only engine,kafka --rounds 3"
        })
final class BenchCommand implements Callable<Integer> {
    private static final int CORPUS_ROWS = 2_000;
    private static final int MAX_TOKENS = 128;
    private static final int RANK = 16;

    @Option(
            names = "--texts",
            paramLabel = "FILE",
            description =
                    "Rows to judge: .jsonl, .csv or .tsv. Default: the built-in corpus, " + CORPUS_ROWS + " rows.")
    private @Nullable Path texts;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "0",
            description = "Use only the first N rows; 0 uses all.")
    private int count;

    @Option(
            names = "--bundle",
            paramLabel = "DIR",
            description =
                    "Judge with this bundle. Default: an untrained adapter for two labels, whose speed is the same.")
    private @Nullable Path bundle;

    @Option(
            names = "--only",
            showDefaultValue = Help.Visibility.NEVER,
            paramLabel = "PART",
            split = ",",
            description = "Measure these parts only, comma separated. Default: all of them.")
    private List<String> only = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Counted rounds of each comparison, 1 to 100.")
    private int rounds = 5;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Records of a round with the instant model; a round of some seconds is for a look,"
                    + " one of ten for a figure to quote.")
    private int records = 100_000;

    @Option(
            names = "--passes",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often all texts are judged in a round through Kafka, and by the engine alone beside it;"
                    + " a round's beginning and end weigh less in one of half a minute.")
    private int passes = 3;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "How long requests are sent at each rate whose latency is measured.")
    private int seconds = 30;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "Threads of the engine; 0 takes all cores.")
    private int threads;

    @Option(
            names = "--set",
            showDefaultValue = Help.Visibility.NEVER,
            paramLabel = "KEY=VALUE",
            description = "Sets one key of the guard's configuration, such as --set ring.slots=64. May be repeated.")
    private Map<String, String> guard = new LinkedHashMap<>();

    @Option(names = "--json", paramLabel = "FILE", description = "Write all figures as JSON.")
    private @Nullable Path json;

    @Mixin
    private ColumnFlags columns = new ColumnFlags();

    @ArgGroup(validate = false, heading = "%nModel:%n")
    private ModelFlags model = new ModelFlags();

    private final Session session;

    BenchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Set<Part> parts = CommandException.validated(() -> Part.named(only));
        BenchSettings settings =
                CommandException.validated(() -> new BenchSettings(rounds, records, seconds, passes, guard));
        if (json != null) {
            OutputFile.requireWritable(json);
        }
        List<String> rows = rows();
        EngineThreads.set(threads);
        session.keepEngineToTheEnd();
        Workload workload = workload(rows);
        Phases phases = session.phases(0);
        List<Measure> measures = new Bench(session, workload, settings, phases::at).run(parts);
        phases.close();
        BenchReport report = new BenchReport(session.clock().instant(), setting(workload), measures);
        session.terminal().result(report.text(session.terminal().capabilities().unicode()));
        if (json != null) {
            OutputFile.writeJson(session.terminal(), json, report.json());
        }
        return ExitCode.OK;
    }

    private List<String> rows() {
        List<Example> all = texts == null
                ? ModerationCorpus.generate(1, CORPUS_ROWS).examples()
                : columns.reader().read(texts).examples();
        if (count < 0) {
            throw new CommandException("--count: " + count + " is below 0");
        }
        return all.stream()
                .limit(count == 0 ? all.size() : count)
                .map(Example::text)
                .toList();
    }

    private static Adapter untrained(BaseModel base, int classes) {
        return Adapter.fresh(base, TrainingOptions.of(LoraConfig.everywhere(RANK), classes, 1));
    }

    private Workload workload(List<String> rows) {
        if (bundle != null) {
            BundleFiles.Opened opened = BundleFiles.open(bundle, model.base(), session.cache(), model.wish());
            return new Workload(
                    rows,
                    opened.loader(),
                    Adapter.load(opened.bundle().adapter()),
                    opened.victim(),
                    opened.labels(),
                    opened.prompt(),
                    Optional.of(opened.bundle()));
        }
        BaseModel base = model.open(session.cache());
        LabelSpace labels = new LabelSpace(List.of("no", "yes"));
        return new Workload(
                rows,
                new ModelLoader(
                        base,
                        base.tokenizer(),
                        Math.min(MAX_TOKENS, base.positions()),
                        model.precision(session.terminal())),
                untrained(base, labels.classes()),
                Optional.of(untrained(base, labels.size())),
                labels,
                new PromptFlags().prompt(),
                Optional.empty());
    }

    private Map<String, String> setting(Workload workload) {
        Map<String, String> setting = new LinkedHashMap<>();
        setting.put("texts", workload.texts().size() + " of " + (texts == null ? "the built-in corpus" : texts));
        setting.put("model", bundle == null ? "untrained adapter" : bundle.toString());
        setting.put(
                "precision through Kafka", workload.loader().precision().name().toLowerCase(Locale.ROOT));
        setting.put("engine threads", threads == 0 ? "all" : "" + threads);
        setting.put("processors", "" + Runtime.getRuntime().availableProcessors());
        setting.put("rounds", "" + rounds);
        setting.put("passes a round", "" + passes);
        guard.forEach((key, value) -> setting.put(key, value));
        setting.put("Java", System.getProperty("java.version"));
        return setting;
    }
}
