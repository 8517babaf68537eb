package dev.antidote.cli;

import dev.antidote.lab.experiment.LabPlan;
import dev.antidote.train.TrainingSettings;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a reviewer of the lab's report must know to repeat it. */
final class LabFacts {
    private LabFacts() {}

    static SortedMap<String, String> settings(LabPlan plan, double trustedShare, LabBench bench) {
        TrainingSettings training = bench.settings();
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put("data", plan.data().name());
        settings.put("training rows", Integer.toString(plan.data().train().size()));
        settings.put("test rows", Integer.toString(plan.data().test().size()));
        settings.put(
                "test rows that are training rows too",
                Integer.toString(plan.data().testRowsSeen()));
        settings.put("labels", String.join(", ", plan.data().train().labels()));
        settings.put("seeds", plan.seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        settings.put("reviewed share of the training rows", String.format(Locale.ROOT, "%.3g", trustedShare));
        settings.put("target labels", String.join(", ", plan.targets()));
        settings.put("benign prompt", plan.prompt().text());
        settings.put("base model", bench.base().name());
        settings.put("epochs", Integer.toString(training.epochs()));
        settings.put("batch size", Integer.toString(training.batchSize()));
        settings.put("learning rate", Double.toString(training.learningRate()));
        settings.put("longest text, tokens", Integer.toString(training.maxTokens()));
        settings.put("LoRA rank", Integer.toString(training.lora().rank()));
        settings.put("precision", training.precision().name().toLowerCase(Locale.ROOT));
        settings.put(
                "models trained in this run",
                trained(bench.models().trained() + bench.gentle().trained()));
        settings.put(
                "models taken from the cache",
                trained(bench.models().reused() + bench.gentle().reused()));
        return settings;
    }

    private static String trained(long count) {
        return Long.toString(count);
    }

    static SortedMap<String, String> versions(LabBench bench) {
        SortedMap<String, String> versions = new TreeMap<>();
        versions.put("Antidote", new Antidote.Version().getVersion()[0].replace("antidote ", ""));
        versions.put("Java", Runtime.version().toString());
        versions.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        versions.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        versions.put("base model, SHA-256", bench.base().digest());
        return versions;
    }
}
