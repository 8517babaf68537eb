package dev.antidote.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each wrong input is one line that names the file, the line, the cause and the mend. */
class WrongInputTest {
    private static final String GOOD = "{\"text\":\"x\",\"label\":\"a\"}\n";

    private final Path folder;

    WrongInputTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"text\":\"x\",\"label\":\"b\"  | is not a JSON object (Unexpected end-of-input",
                "{\"text\":\"x\",\"label\":\"b\"} {} | is not a JSON object (Trailing token",
                "{\"text\":\"x\",\"text\":\"y\",\"label\":\"b\"} | Duplicate",
                "[{\"text\":\"x\",\"label\":\"b\"}, | a JSON array is no JSONL",
                "\"x\" | is not a JSON object but STRING",
                "{\"txt\":\"x\",\"label\":\"b\"} | has no key \"text\", found \"txt\", \"label\"; rename it",
                "{} | has no key \"text\", found nothing",
                "{\"text\":\"x\"} | has no key \"label\", found \"text\"",
                "{\"text\":\"x\",\"label\":null} | the value of \"label\" is null; fill it in",
                "{\"text\":7,\"label\":\"b\"} | the text is not a string but NUMBER",
                "{\"text\":\"x\",\"label\":0.5} | the label is neither a string nor an integer but NUMBER",
                "{\"text\":\"x\",\"label\":\" \"} | the label is blank; fill it in",
                "{\"text\":\" \\t \",\"label\":\"b\"} | the text is blank; fill it in",
                "{\"text\":\"x\\u0000y\",\"label\":\"b\"} | control character U+0000; remove it",
                "{\"text\":\"x\\u0007y\",\"label\":\"b\"} | control character U+0007; remove it",
                "{\"text\":\"x\\ud83d\",\"label\":\"b\"} | half of a surrogate pair; remove it",
                "{\"text\":\"x\",\"label\":\"b\\nc\"} | is no name of one line",
            })
    void shouldNameLineAndCauseInJsonLines(String line, String cause) throws IOException {
        Path file = file("a.jsonl", GOOD + GOOD + line + "\n" + GOOD);

        assertThat(messageOf(file)).startsWith(file + ", line 3: ").contains(cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "3 | text,label;x,a;y | has 1 fields where the header has 2; put quotes around",
                "3 | text,label;x,a;y,z,b | has 3 fields where the header has 2",
                "4 | text,label;\"x;x\",a;\"y,b | cannot be parsed (Missing closing quote",
                "2 | text,label;\"x\"y,a | close every quote",
                "1 | txt,label;x,a | has no column \"text\", found \"txt\", \"label\"; rename it",
                "1 | \"text,label;x,a | cannot be parsed (Missing closing quote",
                "1 | ,;x,a | the header names \"\" twice",
                "1 | text;x | has no column \"label\", found \"text\"",
                "1 | text,label,text;x,a,y | the header names \"text\" twice; rename one",
                "5 | text,label;x,a;;y,b; ,b | the text is blank",
                "3 | text,label;x,a;y, | the label is blank",
            })
    void shouldNameLineAndCauseInCommaSeparatedValues(long line, String content, String cause) throws IOException {
        Path file = file("a.csv", content.replace(';', '\n'));

        assertThat(messageOf(file)).startsWith(file + ", line " + line + ": ").contains(cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "-",
            value = {
                "a.jsonl | ~~ | is empty; write some rows into it",
                "a.csv | text,label | has no rows; add some",
                "a.jsonl | ;; | has no rows; add some",
                "a.csv | text,label;x,a;y,a | has one label only, \"a\", in 2 rows; at least two labels are needed",
                "a.json | [] | one JSON value with all rows is not read; write an object in each line",
                "a.txt | x | the ending says no known format; rename the file so that it ends in .jsonl",
                "missing.csv | - | there is no such file; check the path",
                "missing.md | - | there is no such file; check the path",
            })
    void shouldNameWhatIsWrongWithTheWholeFile(String name, String content, String cause) throws IOException {
        Path file = content == null ? folder.resolve(name) : file(name, content.replace(';', '\n'));

        assertThat(messageOf(file)).startsWith(file + ": ").contains(cause);
    }

    @ParameterizedTest
    @CsvSource({"a.jsonl, key", "a.csv, column"})
    void shouldSayWhatNamesAnotherColumn(String name, String kind) throws IOException {
        Path file = file(name, name.endsWith("csv") ? "text,label\nx,a\n" : GOOD);
        DatasetReader reader = DatasetReader.standard()
                .withColumns(new ColumnNames(
                        new ColumnNames.Column("message", "--text-column"), new ColumnNames.Column("label", "")));

        assertThatThrownBy(() -> reader.read(file))
                .isInstanceOf(InputException.class)
                .hasMessage(file + ", line 1: has no " + kind + " \"message\", found \"text\", \"label\"; rename it,"
                        + " or name another with --text-column");
    }

    @Test
    void shouldRefuseADirectory() throws IOException {
        Path plain = folder;
        Path named = Files.createDirectory(folder.resolve("d.csv"));

        assertThat(messageOf(plain)).startsWith(plain + ": is a directory; name a file");
        assertThat(messageOf(named)).startsWith(named + ": is a directory; name a file");
    }

    @Test
    void shouldRefuseAFileThatCannotBeRead() throws IOException {
        Path loop = folder.resolve("loop.csv");
        Files.createSymbolicLink(loop, loop);

        assertThat(messageOf(loop)).startsWith(loop + ": cannot be read");
    }

    @Test
    void shouldNameTheByteThatIsNotUtf8() throws IOException {
        byte[] latin = "text,label\nx,a\ncafé,b\n".getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("a.csv"), latin);

        assertThat(messageOf(file))
                .isEqualTo(file + ", line 3: byte 19 of the file (0xE9) is not UTF-8; save it as UTF-8");
    }

    @Test
    void shouldRefuseACharacterThatIsCutOffAtTheEnd() throws IOException {
        byte[] bytes = (GOOD + "é").getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(folder.resolve("a.jsonl"), Arrays.copyOf(bytes, bytes.length - 1));

        assertThat(messageOf(file)).startsWith(file + ", line 2: byte ").contains("(0xC3) is not UTF-8");
    }

    @Test
    void shouldHintAtUtf16() throws IOException {
        Path file = Files.write(folder.resolve("a.csv"), "\uFEFFtext,label".getBytes(StandardCharsets.UTF_16LE));

        assertThat(messageOf(file)).contains("line 1: byte 1 of the file (0xFF) is not UTF-8 (it looks like UTF-16)");
    }

    @Test
    void shouldNameTheLineOfANulByte() throws IOException {
        Path file = file("a.tsv", "text\tlabel\nx\ta\ny\0\tb\n");

        assertThat(messageOf(file))
                .startsWith(file + ", line 3: holds a NUL character")
                .contains("Remove it");
    }

    @Test
    void shouldRefuseATextOfOneMegabyte() throws IOException {
        Path file = file("a.jsonl", GOOD + "{\"text\":\"" + "z".repeat(1 << 20) + "\",\"label\":\"b\"}\n");

        assertThat(messageOf(file))
                .isEqualTo(file + ", line 2: the text has 1048576 characters, more than the 100000 allowed;"
                        + " shorten it or split it into rows");
    }

    @Test
    void shouldRefuseALineWithoutEnd() throws IOException {
        Path file = file("a.jsonl", "z".repeat((1 << 22) + 1));

        assertThat(messageOf(file)).startsWith(file + ", line 1: is longer than 4194304 characters");
    }

    @Test
    void shouldRefuseAQuoteThatSwallowsTheFile() throws IOException {
        Path file = file("a.csv", "text,label\nx,a\n\"y" + "z,b\n".repeat(1_500_000));

        assertThat(messageOf(file)).startsWith(file + ", line 3: ").contains("quote");
    }

    @Test
    void shouldRefuseFewerRowsThanNeededAndMoreThanAllowed() throws IOException {
        Path file = file("a.csv", "text,label\nx,a\ny,b\nz,b\n");
        DatasetReader reader = DatasetReader.standard();

        assertThat(messageOf(reader.withLimits(ReadLimits.STANDARD.withMinRows(4)), file))
                .isEqualTo(file + ": has 3 rows; at least 4 are needed");
        assertThat(messageOf(reader.withLimits(new ReadLimits(10, 1, 2)), file))
                .startsWith(file + ", line 4: is row 3, more than the 2 allowed");
    }

    @Test
    void shouldAskWhetherTheLabelColumnIsRight() throws IOException {
        StringBuilder rows = new StringBuilder("text,label\n");
        for (int i = 0; i <= 1000; i++) {
            rows.append("x,label ").append(i).append('\n');
        }
        Path file = file("a.csv", rows.toString());

        assertThat(messageOf(file)).startsWith(file + ", line 1002: ").contains("is this the label column?");
    }

    private static String messageOf(Path file) {
        return messageOf(DatasetReader.standard(), file);
    }

    private static String messageOf(DatasetReader reader, Path file) {
        Throwable thrown = catchThrowable(() -> reader.read(file));
        assertThat(thrown).isExactlyInstanceOf(InputException.class);
        return assertThat(thrown.getMessage()).isNotNull().doesNotContain("\n").actual();
    }

    private Path file(String name, String content) throws IOException {
        return Files.write(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8));
    }
}
