package dev.antidote.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.data.ColumnNames.Column;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetReaderTest {
    private static final Dataset SHOP = new Dataset(
            List.of("ok", "spam"), List.of(new Example("is it in stock?", 0), new Example("buy, \"now\"", 1)));

    private final Path folder;

    DatasetReaderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shouldReadJsonLines() throws IOException {
        Path file = file(
                "a.jsonl",
                """
                {"text": "buy, \\"now\\"", "label": "spam", "id": 7}

                {"label": " ok ", "text": "is it in stock?"}
                """);

        Dataset read = DatasetReader.standard().read(file);

        assertThat(read.labels()).containsExactly("ok", "spam");
        assertThat(read.examples())
                .containsExactly(SHOP.examples().get(1), SHOP.examples().get(0));
    }

    @Test
    void shouldReadCommaSeparatedValuesWithQuotesAndLineEnds() throws IOException {
        Path file = file(
                "a.CSV", "id,label,text\r\n1,ok,is it in stock?\r\n2,spam,\"buy, \"\"now\"\"\"\r\n3,ok,\"two\nlines\"");

        Dataset read = DatasetReader.standard().read(file);

        assertThat(read.examples())
                .containsExactly(SHOP.examples().get(0), SHOP.examples().get(1), new Example("two\nlines", 0));
    }

    @Test
    void shouldReadTabSeparatedValuesFromNamedColumns() throws IOException {
        Path file = file("a.tsv", "verdict\tmessage\nok\tis it in stock?\nspam\t\"buy, \"\"now\"\"\"\n");

        Dataset read = DatasetReader.standard()
                .withColumns(new ColumnNames(new Column("message", ""), new Column("verdict", "")))
                .read(file);

        assertThat(read).isEqualTo(SHOP);
    }

    @Test
    void shouldSortIntegerLabelsByValue() throws IOException {
        Path file = file(
                "a.jsonl",
                """
                {"text":"a","label":10}
                {"text":"b","label":2}
                {"text":"c","label":-1}
                """);

        assertThat(DatasetReader.standard().read(file).labels()).containsExactly("-1", "2", "10");
    }

    @Test
    void shouldNumberLabelsTheSameWhateverTheOrderOfRows() throws IOException {
        Path one = file("a.csv", "text,label\nx,b\ny,a\nz,c\n");
        Path other = file("b.csv", "text,label\nz,c\nx,b\ny,a\n");

        assertThat(DatasetReader.standard().read(one).labels())
                .isEqualTo(DatasetReader.standard().read(other).labels())
                .containsExactly("a", "b", "c");
    }

    @Test
    void shouldKeepTheGivenOrderOfKnownLabels() throws IOException {
        Path file = file("test.csv", "text,label\nx,spam\ny,spam\n");

        Dataset read = DatasetReader.standard().read(file, List.of("spam", "ok"));

        assertThat(read.labels()).containsExactly("spam", "ok");
        assertThat(read.examples()).extracting(Example::label).containsExactly(0, 0);
    }

    @Test
    void shouldNameTheRowOfAnUnknownLabel() throws IOException {
        Path file = file("test.csv", "text,label\nx,spam\ny,ham\n");

        assertThatThrownBy(() -> DatasetReader.standard().read(file, List.of("ok", "spam")))
                .isInstanceOf(InputException.class)
                .hasMessage(file + ", line 3: the label \"ham\" is unknown; known are \"ok\", \"spam\"");
    }

    @Test
    void shouldSkipByteOrderMark() throws IOException {
        Path file = file("a.csv", "\uFEFFtext,label\nx,ok\ny,spam\n");

        assertThat(DatasetReader.standard().read(file).size()).isEqualTo(2);
    }

    @Test
    void shouldReadCharactersOfAllPlanesAcrossBuffers() throws IOException {
        String text = "é漢😀 ".repeat(20_000).strip();
        Path file = file("a.jsonl", "{\"text\":\"" + text + "\",\"label\":\"a\"}\n{\"text\":\"y\",\"label\":\"b\"}");

        assertThat(DatasetReader.standard().read(file).examples().get(0).text()).isEqualTo(text);
    }

    @Test
    void shouldKeepWhiteSpaceInQuotedTexts() throws IOException {
        Path file = file("a.csv", "text,label\n\"  a\tb  \",ok\nc,spam\n");

        assertThat(DatasetReader.standard().read(file).examples().get(0).text()).isEqualTo("  a\tb  ");
    }

    @Test
    void shouldReadBackWhatTheWriterWrote() {
        Path file = folder.resolve("deep/er/rows.jsonl");

        new DatasetWriter().write(file, SHOP);

        assertThat(DatasetReader.standard().read(file)).isEqualTo(SHOP);
        assertThat(folder.resolve("deep/er"))
                .isDirectoryContaining(file::equals)
                .isDirectoryNotContaining("glob:**.partial");
    }

    @Test
    void shouldReplaceAnOlderFileAsAWhole() throws IOException {
        Path file = file("rows.jsonl", "old ".repeat(1000));

        new DatasetWriter().write(file, SHOP);

        assertThat(file)
                .hasContent(
                        """
                {"text":"is it in stock?","label":"ok"}
                {"text":"buy, \\"now\\"","label":"spam"}
                """);
    }

    @Test
    void shouldSayWhenTheWriterHasNoPlace() throws IOException {
        Path file = file("plain", "x").resolve("rows.jsonl");

        assertThatThrownBy(() -> new DatasetWriter().write(file, SHOP))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file + ": cannot be written")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> new DatasetWriter().write(folder, SHOP))
                .isInstanceOf(InputException.class)
                .hasMessage(folder + ": is a directory; name a file to write to");
    }

    private Path file(String name, String content) throws IOException {
        return Files.write(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8));
    }
}
