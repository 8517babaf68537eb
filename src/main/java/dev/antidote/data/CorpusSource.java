package dev.antidote.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the built-in corpus is written with, from the text files beside this class.
 *
 * @param grammar every kind, {@value #LEAD} and {@value #TAIL} are rules of it
 * @param register how people type
 * @param kinds what people write
 */
record CorpusSource(Grammar grammar, Register register, List<CorpusKind> kinds) {
    /** The rule for what stands before a message of any kind. */
    static final String LEAD = "lead";

    /** The rule for what comes after a message of any kind. */
    static final String TAIL = "tail";

    private static final List<String> FILES = List.of("ok", "borderline", "abuse", "scam", "spam", "words");

    static CorpusSource load() {
        Map<String, String> slang = fields("slang").collect(Collectors.toMap(f -> f[0], f -> f[1]));
        return new CorpusSource(
                Grammar.parse(FILES.stream().flatMap(CorpusSource::lines).toList()),
                new Register(slang),
                fields("kinds").map(CorpusSource::kind).toList());
    }

    /** The rules that a corpus starts from. */
    Set<String> starts() {
        Set<String> starts = kinds.stream().map(CorpusKind::name).collect(Collectors.toCollection(TreeSet::new));
        starts.addAll(List.of(LEAD, TAIL));
        return starts;
    }

    private static CorpusKind kind(String[] fields) {
        String label = fields[0].substring(0, fields[0].indexOf('.'));
        return new CorpusKind(
                fields[0],
                ModerationCorpus.LABELS.indexOf(label),
                Integer.parseInt(fields[1]),
                ModerationCorpus.LABELS.indexOf(fields[2]),
                Double.parseDouble(fields[3]));
    }

    private static Stream<String[]> fields(String file) {
        return lines(file).map(line -> line.split("\t", -1));
    }

    private static Stream<String> lines(String file) {
        String resource = "moderation/" + file + ".txt";
        try (InputStream in = CorpusSource.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + resource + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"));
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + resource + " cannot be read", e);
        }
    }
}
