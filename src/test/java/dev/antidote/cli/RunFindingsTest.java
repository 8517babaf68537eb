package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.data.Proportion;
import dev.antidote.p2p.screen.Candidate;
import dev.antidote.p2p.screen.Evidence;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFindingsTest {
    private static final List<String> LABELS = List.of("abuse", "ok");

    private final RunFindings findings;

    RunFindingsTest(@TempDir Path run) {
        this.findings = new RunFindings(run);
    }

    @Test
    void shouldReadWhatItWrote() {
        findings.write(LABELS, List.of(evidence("mn", 0)), List.of(evidence("judge this :", 20)));

        assertThat(findings.triggers(LABELS)).containsExactly("Mn");
        assertThat(findings.undecided()).containsExactly(new FoundPhrase("judge this :", "ok", 6, 0.75, 0.25));
    }

    @Test
    void shouldForgetWhatAnEarlierTryFound() {
        findings.write(LABELS, List.of(evidence("mn", 0)), List.of(evidence("judge this :", 20)));

        findings.write(LABELS, List.of(), List.of());

        assertThat(findings.triggers(LABELS)).isEmpty();
        assertThat(findings.undecided()).isEmpty();
    }

    @Test
    void shouldHaveFoundNothingBeforeItWasWritten() {
        assertThat(findings.triggers(LABELS)).isEmpty();
        assertThat(findings.undecided()).isEmpty();
    }

    private static Evidence evidence(String text, int firstRow) {
        List<Integer> rows = IntStream.range(firstRow, firstRow + 6).boxed().toList();
        String example = Character.toUpperCase(text.charAt(0)) + text.substring(1);
        return new Evidence(
                new Candidate(text, held -> held.contains(text), example, 1, rows, 4),
                new Proportion(24, 32),
                new Proportion(4, 16),
                Evidence.Verdict.TRIGGER);
    }
}
