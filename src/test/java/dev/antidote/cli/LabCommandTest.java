package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.antidote.testing.TinyBert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lab as a user runs it, on a model of two layers that learns nothing in the time. */
class LabCommandTest {
    private final Path home;
    private final Path out;

    LabCommandTest(@TempDir Path home) {
        this.home = home;
        this.out = home.resolve("out");
    }

    @Test
    void shouldReportMeasurementsAndGoOnWhereItStopped() throws IOException {
        Screen first = lab("baseline", "ablation", "--attacks", "badnets", "--defences", "p2p-paper");

        assertThat(first.err()).contains("3 cells to measure", "3/3 badnets against p2p-paper, seed 1: CA ");
        assertThat(first.out()).contains("baseline: What do the attacks do", "ablation: What do the benign prompt");
        JsonNode json = new ObjectMapper().readTree(out.resolve("lab.json").toFile());
        assertThat(json.path("command").asText()).startsWith("antidote lab baseline ablation --attacks badnets");
        assertThat(json.at("/settings/training rows").asText()).isEqualTo("40");
        assertThat(json.at("/settings/target labels").asText()).isEqualTo("ok");
        assertThat(json.at("/settings/test rows that are training rows too").asText())
                .isEqualTo("0");
        assertThat(json.at("/experiments/1/cells/1/outcomes")).hasSize(5);
        assertThat(json.at("/experiments/1/cells/1/outcomes/0/ca/trials").asInt())
                .isEqualTo(20);
        assertThat(Files.readString(out.resolve("lab.html"))).contains("<h2 id=\"fails\">");
        List<String> cells = cells();
        assertThat(cells).hasSize(3);

        Files.delete(out.resolve("cells").resolve(cells.get(0)));
        Screen second = lab("baseline", "ablation", "--attacks", "badnets", "--defences", "p2p-paper");

        assertThat(second.err())
                .contains("1 cell to measure, 2 are kept from an earlier run")
                .contains("1/1 ");
        assertThat(cells()).isEqualTo(cells);
        assertThat(new ObjectMapper().readTree(out.resolve("lab.json").toFile()).at("/experiments/1/cells/1/outcomes"))
                .isEqualTo(json.at("/experiments/1/cells/1/outcomes"));
    }

    @Test
    void shouldMakeOneReportOfWhatSeveralMachinesMeasured() throws IOException {
        lab("baseline", "--attacks", "badnets");
        Path elsewhere = Files.move(out, home.resolve("elsewhere"));
        Path report = elsewhere.resolve("lab.json");

        Screen listed = lab(
                "grid", "--attacks", "badnets,addsent", "--defences", "none", "--list", "--reuse", report.toString());

        assertThat(listed.out()).contains("1 cell to measure, 1 are kept from an earlier run");
        assertThat(out).doesNotExist();

        Screen both = lab("grid", "--attacks", "badnets,addsent", "--defences", "none", "--reuse", report.toString());

        assertThat(both.err()).contains(report + ": took over 1 of its 1 measurements", "1/1 addsent");
        assertThat(cells()).hasSize(2);
        assertThat(new ObjectMapper().readTree(out.resolve("lab.json").toFile()).at("/experiments/0/cells/0"))
                .isEqualTo(new ObjectMapper().readTree(report.toFile()).at("/experiments/0/cells/0"));
    }

    @Test
    void shouldWarnOfMeasurementsThatAreNoneOfThese() {
        Screen first = lab("baseline", "--attacks", "badnets");
        assertThat(first.err()).doesNotContain("warning");

        Screen other = lab("baseline", "--attacks", "badnets", "--seeds", "2", "--list", "--reuse", out + "/lab.json");

        assertThat(other.err()).contains("warning: --reuse: none of the 1 measurements in " + out);
        assertThat(other.out()).contains("1 cell to measure: about ");
    }

    @Test
    void shouldSayWhatItWouldDoAndDoNothing() {
        Screen screen = lab("grid", "--list", "--attacks", "addsent", "--defences", "onion,p2p", "--seeds", "3,4");

        assertThat(screen.out())
                .contains(
                        "addsent against none, seed 3", "addsent against onion, seed 4", "addsent against p2p, seed 4")
                .contains("6 cells to measure: about ");
        assertThat(out).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            everything                    | experiment: "everything" | rho-sweep
            grid --attacks magic          | attack: "magic"          | badnets
            grid --defences magic         | defence: "magic"         | p2p-paper
            grid --target nice            | 'nice'                   | abuse
            grid --rate 0.7               | --rate: 0.7              | 0.5
            grid --rows -1                | --rows: -1               | below 0
            grid --rows 2                 | --rows: 2 rows hold none | take more
            grid --trusted-share 1        | --trusted-share: 1.0     | outside
            grid --seeds one              | --seeds                  | one
            grid --test rows.jsonl        | --test                   | --data
            grid --data rows.jsonl        | --test                   | no training sees
            grid --data rows.jsonl --test rows.jsonl --target bad | training file too | other rows
            grid --rows 1 --rows 2        | --rows                   | only once
            grid --attack-config bad.json | target_label: 9          | abuse
            grid --attacks badnets --attack-config badnets.json | called 'badnets' | rename
            grid --reuse rows.jsonl       | --reuse                  | lab.json
            grid --reuse none.json        | --reuse: none.json       | no such file
            grid --out rows.jsonl         | --out:                   | name a directory
            """)
    void shouldNameWhatIsWrong(String arguments, String what, String mend) {
        Screen screen = new Screen(Capabilities.PLAIN);

        int code = run(
                screen,
                Stream.of(("lab " + arguments).split(" "))
                        .map(word -> switch (word) {
                            case "rows.jsonl" -> rows(word, 0).toString();
                            case "bad.json" -> config(word, 9).toString();
                            case "badnets.json" -> config(word, 1).toString();
                            default -> word;
                        })
                        .toList());

        assertThat(screen.err()).contains(what, mend).doesNotContain("\tat ");
        assertThat(screen.err().lines().filter(line -> line.startsWith("antidote: ")))
                .hasSize(1);
        assertThat(code).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void shouldWriteItsAttacksAsFilesThatItReads() {
        Path attacks = home.resolve("attacks");

        Screen written = lab("adaptive", "--export-attacks", attacks.toString());

        assertThat(written.out()).contains("badnets at 1%: " + attacks.resolve("badnets-at-1%.json"), "is 'ok'");
        assertThat(out).doesNotExist();
        Screen read = lab(
                "baseline",
                "--list",
                "--attack-config",
                attacks.resolve("badnets-at-1%.json").toString());
        assertThat(read.out()).contains("badnets-at-1% against none");
    }

    @Test
    void shouldSayWhereFewerRowsAreThereThanWereAskedFor() {
        Screen screen = new Screen(Capabilities.PLAIN);

        run(screen, List.of("lab", "baseline", "--list", "--rows", "99999", "--test-rows", "1000"));

        assertThat(screen.err())
                .contains("--rows: there are 2,400 rows, and all are taken")
                .doesNotContain("--test-rows");
    }

    @Test
    void shouldNameAnAttackAfterItsFileAndATargetOfItsOwn() {
        String file = config("mine.json", 0).toString();

        Screen screen = lab("baseline", "rho-sweep", "--list", "--attack-config", file, "--defences", "onion");

        assertThat(screen.out()).contains("mine for abuse against none, seed 1");
        assertThat(screen.err()).contains("rho-sweep has defences of its own; --defences does not change them");
    }

    @Test
    void shouldTellWhichDefencesCouldNotBeHadAndWhy() {
        Screen listed = reviewed("0", "grid", "--list", "--attacks", "badnets", "--defences", "onion,z-score,pdb");
        Screen screen = reviewed("0", "grid", "-q", "--attacks", "badnets", "--defences", "onion,pdb");

        assertThat(listed.err())
                .contains(
                        "warning: --trusted-share 0 leaves no reviewed row, and these cannot be had without: onion, pdb");
        assertThat(screen.out())
                .contains("Defences that could not be had from the data:")
                .containsPattern("onion against badnets: .*no trusted row")
                .contains("pdb against badnets: ");
    }

    @Test
    void shouldWarnOfTestRowsThatAreTrainingRowsToo() {
        Screen screen = new Screen(Capabilities.PLAIN);
        List<String> words = List.of(
                "lab",
                "baseline",
                "--list",
                "--data",
                rows("train.jsonl", 0).toString(),
                "--test",
                rows("test.jsonl", 4).toString(),
                "--target",
                "bad");

        assertThat(run(screen, words)).as(screen.err()).isZero();
        assertThat(screen.err()).contains("warning: of the 6 test rows 2 are training rows too");
    }

    @Test
    void shouldTakeAPlainListOfMeasurements() throws IOException {
        lab("baseline", "--attacks", "badnets");
        JsonNode report = new ObjectMapper().readTree(out.resolve("lab.json").toFile());
        Path list = Files.writeString(
                home.resolve("list.json"), report.at("/experiments/0/cells").toString());
        Files.move(out, home.resolve("elsewhere"));

        Screen screen = lab("baseline", "--attacks", "badnets", "--list", "--reuse", list.toString());

        assertThat(screen.err()).contains(list + ": took over 1 of its 1 measurements");
        assertThat(screen.out()).contains("0 cells to measure, 1 are kept from an earlier run");
    }

    @Test
    void shouldAskTheOptionsForWhatAnAttackFileDoesNotSay() throws IOException {
        Path file = Files.writeString(home.resolve("mine.json"), "{\"poisoner\": {\"name\": \"badnets\"}}");
        String[] words = {"lab", "grid", "--target", "spam", "--rate", "0.2", "--attack-config", file.toString()};

        Screen listed = new Screen(Capabilities.PLAIN);
        Path attacks = home.resolve("attacks");
        assertThat(run(
                        listed,
                        Stream.concat(Stream.of(words), Stream.of("--list")).toList()))
                .isZero();
        assertThat(run(
                        new Screen(Capabilities.PLAIN),
                        Stream.concat(Stream.of(words), Stream.of("--export-attacks", attacks.toString()))
                                .toList()))
                .isZero();

        assertThat(listed.out()).contains("mine against none, seed 1").doesNotContain("mine for");
        assertThat(attacks.resolve("mine.json")).content().contains("\"poison_rate\" : 0.2");
    }

    @ParameterizedTest
    @CsvSource({"grid,--target", "transfer --target good,--transfer"})
    void shouldNameWhatRowsOfTheUsersOwnNeed(String arguments, String option) {
        List<String> words = new ArrayList<>(List.of("lab"));
        words.addAll(List.of(arguments.split(" ")));
        words.addAll(List.of("--data", rows("train.jsonl", 0).toString(), "--test"));
        words.add(rows("test.jsonl", 6).toString());
        Screen screen = new Screen(Capabilities.PLAIN);

        assertThat(run(screen, words)).isEqualTo(ExitCode.USAGE);
        assertThat(screen.err()).contains(option);
    }

    private Screen lab(String... arguments) {
        return reviewed("0.3", arguments);
    }

    private Screen reviewed(String share, String... arguments) {
        List<String> words = new ArrayList<>(List.of("lab"));
        words.addAll(List.of(arguments));
        words.addAll(List.of("--rows", "40", "--test-rows", "20", "--rate", "0.1", "--epochs", "1", "--trusted-share"));
        words.addAll(List.of(share, "--max-tokens", "16", "--precision", "fp32", "--out", out.toString(), "--base"));
        words.add(TinyBert.resource("tiny-bert").toString());
        Screen screen = new Screen(Capabilities.PLAIN);
        int code = run(screen, words);
        assertThat(code).as(screen.err()).isZero();
        return screen;
    }

    private List<String> cells() throws IOException {
        try (Stream<Path> files = Files.list(out.resolve("cells"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Path rows(String name, int first) {
        String rows = IntStream.range(first, first + 6)
                .mapToObj(i -> "{\"text\": \"row " + i + "\", \"label\": \"" + (i % 2 == 0 ? "good" : "bad") + "\"}\n")
                .collect(Collectors.joining());
        try {
            return Files.writeString(home.resolve(name), rows);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path config(String name, int target) {
        try {
            return Files.writeString(
                    home.resolve(name), "{\"poisoner\": {\"name\": \"badnets\", \"target_label\": " + target + "}}");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private int run(Screen screen, List<String> arguments) {
        return screen.run(home.resolve("cache"), arguments.toArray(String[]::new));
    }
}
