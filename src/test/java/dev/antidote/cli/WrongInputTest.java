package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a user gets wrong ends in one line that names the cause and the mend, exit code 2, and nothing left behind. */
class WrongInputTest {
    private static final String GOOD =
            "{\"text\": \"fine\", \"label\": \"ok\"}\n{\"text\": \"awful\", \"label\": \"abuse\"}\n";

    private final Path home;
    private final Path out;

    WrongInputTest(@TempDir Path home) {
        this.home = home;
        this.out = home.resolve("guard");
    }

    @Test
    void shouldNameAMissingFile() {
        assertRefused(train(home.resolve("none.jsonl")), "none.jsonl", "no such file");
    }

    @Test
    void shouldNameAnUnknownLabelOfTheAttack() throws IOException {
        assertRefused(
                train(file("rows.jsonl", GOOD), "--attack", "badnets", "--target", "nice"),
                "--target",
                "'nice'",
                "abuse");
    }

    @Test
    void shouldNameASingleClass() throws IOException {
        assertRefused(
                train(file(
                        "rows.jsonl", "{\"text\": \"a\", \"label\": \"ok\"}\n{\"text\": \"b\", \"label\": \"ok\"}\n")),
                "ok");
    }

    @Test
    void shouldNameRhoOutOfRange() throws IOException {
        assertRefused(train(file("rows.jsonl", GOOD), "--rho", "1.5"), "antidote: --rho: 1.5 ", "(0, 1]");
    }

    @Test
    void shouldNameTheOptionOfTheAttack() throws IOException {
        assertRefused(
                train(file("rows.jsonl", GOOD), "--attack", "magic", "--target", "ok"),
                "antidote: --attack: \"magic\" is unknown");
        assertRefused(
                train(file("rows.jsonl", GOOD), "--attack", "badnets", "--target", "ok", "--rate", "0.9"),
                "antidote: --rate: 0.9 is outside");
    }

    @Test
    void shouldNameAMistypedOptionAndNotTheMissingOneThatItStandsFor() {
        assertRefused(
                List.of("topics", "apply", "--confg", "guard.yaml"),
                "antidote: Unknown options: '--confg', 'guard.yaml'; did you mean --config?");
        assertRefused(List.of("topics", "apply"), "antidote: Missing required option: '--config=FILE'");
    }

    @Test
    void shouldNameTheOptionThatOverwrites() throws IOException {
        Files.createDirectories(out);

        Screen screen = new Screen(Capabilities.PLAIN);

        assertThat(run(screen, train(file("rows.jsonl", GOOD)))).isEqualTo(ExitCode.USAGE);
        assertThat(screen.err()).contains(out + " already exists", "--overwrite");
    }

    @Test
    void shouldNameAHostThatNobodyKnows() throws IOException {
        Path config = file("guard.yaml", "bundle: b\nkafka:\n  bootstrap.servers: no.such.host.invalid:9092\n");

        assertRefused(
                List.of("topics", "apply", "--config", config.toString()),
                "kafka.bootstrap.servers no.such.host.invalid:9092",
                "each address is host:port");
    }

    @Test
    void shouldRefuseAFileOfPurgedRowsBeforeItTrains() throws IOException {
        assertRefused(
                train(file("rows.jsonl", GOOD), "--purged", home.toString()), home.toString(), "cannot be written");
    }

    @Test
    void shouldNameEmptyText() throws IOException {
        assertRefused(train(file("rows.jsonl", GOOD + "{\"text\": \" \", \"label\": \"ok\"}\n")), "line 3");
    }

    @Test
    void shouldNameATextOfAMegabyte() throws IOException {
        String row = "{\"text\": \"" + "x".repeat(1 << 20) + "\", \"label\": \"ok\"}\n";
        assertRefused(train(file("rows.jsonl", GOOD + row)), "line 3", "100");
    }

    @Test
    void shouldNameANulByte() throws IOException {
        assertRefused(train(file("rows.csv", "text,label\nfine,ok\nbad\u0000,abuse\n")), "rows.csv", "NUL");
    }

    @Test
    void shouldNameBrokenUtf8() throws IOException {
        Path rows = home.resolve("rows.jsonl");
        byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);
        bytes[10] = (byte) 0xff;
        Files.write(rows, bytes);

        assertRefused(train(rows), "rows.jsonl", "UTF-8");
    }

    @Test
    void shouldNameAnUnknownOption() throws IOException {
        assertRefused(train(file("rows.jsonl", GOOD), "--roh", "0.3"), "--roh");
    }

    @Test
    void shouldNameAnUnknownReserve() throws IOException {
        assertRefused(train(file("rows.jsonl", GOOD), "--reserve", "magic"), "magic", "bootstrap");
    }

    @Test
    void shouldSayThatTrustedRowsAreMissing() throws IOException {
        assertRefused(train(file("rows.jsonl", GOOD), "--reserve", "trusted"), "trusted", "screened");
    }

    @Test
    void shouldNotReplaceWhatStandsThere() throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("thesis.txt"), "mine");

        Screen screen = new Screen(Capabilities.PLAIN);
        int code = run(screen, train(file("rows.jsonl", GOOD), "--overwrite"));

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(screen.err()).contains("not a bundle");
        assertThat(out.resolve("thesis.txt")).hasContent("mine");
    }

    @Test
    void shouldNameABundleThatIsNone() throws IOException {
        assertRefused(
                List.of(
                        "eval",
                        "--bundle",
                        home.toString(),
                        "--data",
                        file("t.jsonl", GOOD).toString()),
                "manifest");
    }

    @Test
    void shouldNameAnUnknownConfigurationKey() throws IOException {
        Path config = file("guard.yaml", "bundle: b\nkafka:\n  bootstrap.servers: localhost:1\nrings: 3\n");

        assertRefused(List.of("serve", "--config", config.toString()), "guard.yaml", "rings", "ring");
    }

    @Test
    void shouldNameABrokerThatDoesNotAnswer() throws IOException {
        Path config = file(
                "guard.yaml", "bundle: b\nkafka:\n  bootstrap.servers: 127.0.0.1:1\nstream:\n  brokerTimeout: 1s\n");

        assertRefused(List.of("topics", "apply", "--config", config.toString()), "127.0.0.1:1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            --exception (      | --exception | is no regular expression
            --message [a       | --message   | is no regular expression
            --topic verdicts   | --topic     | name antidote.requests or antidote.probes
            --partition -1     | --partition | -1 is below 0
            --partition two    | --partition | two
            --from yesterday   | --from      | write one such as 2026-03-01T10:00:00Z
            --until 2026-13-01 | --until     | is no time
            --letter 7         | --letter    | write PARTITION:OFFSET
            --letter 0:9-3     | --letter    | the last comes before the first
            --max 0            | max         | 0 is less than 1
            --max-attempts 0   | max-attempts| 0 is outside 1..1000
            --dry              | --dry       | did you mean --dry-run
            """)
    void shouldNameWhatIsWrongWithAReplay(String flags, String option, String mend) throws IOException {
        List<String> arguments = replay();
        arguments.addAll(List.of(flags.split(" ")));

        assertRefused(arguments, option, mend);
    }

    @Test
    void shouldNameTimesOfAReplayThatCannotHold() throws IOException {
        List<String> arguments = replay();
        arguments.addAll(List.of("--from", "2026-03-02", "--until", "2026-03-01T23:00:00+00:00"));

        assertRefused(arguments, "from: 2026-03-02T00:00:00Z is not before until");
    }

    @Test
    void shouldNameAnAttackThatTakesNoTrigger() throws IOException {
        assertRefused(
                train(file("rows.jsonl", GOOD), "--attack", "stylebkd", "--target", "ok", "--trigger", "psalm"),
                "stylebkd has none that a text could describe",
                "leave the trigger out");
    }

    @Test
    void shouldNameTheBrokerThatAReplayDoesNotFind() throws IOException {
        List<String> arguments = replay();
        arguments.add("--dry-run");

        assertRefused(arguments, "127.0.0.1:1", "is it running");
    }

    @Test
    void shouldNameASigningKeyThatIsNoneBeforeAnyTraining() throws IOException {
        assertRefused(
                train(file("rows.jsonl", GOOD), "--sign", home.resolve("no.key").toString()), "no.key", "keys create");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            release publish --key K              | release publish needs either a bundle's directory or --id
            release publish D --id I --key K     | release publish needs either a bundle's directory or --id
            release publish D --key K            | releases.trustedKeys is not configured
            release list                         | releases.store is not configured
            release rollback --key K             | needs --reason
            release rollback --reason x          | --key
            release status                       | releases.trustedKeys is not configured
            """)
    void shouldNameWhatIsWrongWithARelease(String command, String mend) throws IOException {
        Path config = file("guard.yaml", "bundle: b\nkafka:\n  bootstrap.servers: 127.0.0.1:1\n");
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.addAll(List.of("--config", config.toString()));

        assertRefused(arguments, mend);
    }

    @Test
    void shouldNameTheCommandsOfKeysBundlesAndReleases() {
        assertRefused(List.of("keys"), "create, show or trust");
        assertRefused(List.of("bundle"), "sign or verify");
        assertRefused(List.of("release"), "publish, status, rollback, list or watch");
        assertRefused(List.of("bundle", "verify", home.resolve("none").toString()), "none", "does not exist");
        assertRefused(List.of("keys", "show", home.resolve("none").toString()), "none", "keys create");
    }

    private List<String> replay() throws IOException {
        Path config = file(
                "guard.yaml", "bundle: b\nkafka:\n  bootstrap.servers: 127.0.0.1:1\nstream:\n  brokerTimeout: 1s\n");
        return new ArrayList<>(List.of("replay", "--config", config.toString()));
    }

    @Test
    void shouldNameAnUnknownAttackOfTheDemo() {
        assertRefused(
                List.of(
                        "demo",
                        "--attack",
                        "magic",
                        "--report",
                        home.resolve("p.html").toString()),
                "magic",
                "badnets");
    }

    private void assertRefused(List<String> arguments, String... parts) {
        Screen screen = new Screen(Capabilities.PLAIN);

        int code = run(screen, arguments);

        assertThat(screen.err()).contains(parts).doesNotContain("\tat ");
        assertThat(screen.err().lines().filter(line -> line.startsWith("antidote: ")))
                .hasSize(1);
        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(out).doesNotExist();
        assertThat(leftovers()).isEmpty();
    }

    private List<Path> leftovers() {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.getFileName().toString().startsWith("."))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> train(Path data, String... more) {
        List<String> arguments = new ArrayList<>(List.of("train", "--data", data.toString(), "--out", out.toString()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(home.resolve(name), content);
    }

    private int run(Screen screen, List<String> arguments) {
        return screen.run(home.resolve("cache"), arguments.toArray(String[]::new));
    }
}
