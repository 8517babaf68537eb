package dev.antidote.retrain.review;

import static dev.antidote.retrain.store.SampleFixture.NOW;
import static dev.antidote.retrain.store.SampleFixture.arrival;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antidote.data.InputException;
import dev.antidote.retrain.store.Database;
import dev.antidote.retrain.store.Decision;
import dev.antidote.retrain.store.Intake;
import dev.antidote.retrain.store.Review;
import dev.antidote.retrain.store.Reviews;
import dev.antidote.retrain.store.SampleFilter;
import dev.antidote.retrain.store.SampleFixture;
import dev.antidote.retrain.store.Samples;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewFilesTest {
    private static final String HOSTILE = "\u001b]0;pwned\u0007 \u202e\u200b \"quoted\" \\ \u0000 end";

    private final Database database = Database.create(SampleFixture.inMemory());
    private final Samples samples = new Samples(database);
    private final Reviews reviews = new Reviews(database);
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final ReviewDesk desk = new ReviewDesk(samples, reviews, clock, "ann", "root");
    private final Path file;

    ReviewFilesTest(@TempDir Path directory) {
        file = directory.resolve("samples.json");
    }

    @BeforeEach
    void fillStore() {
        new Intake(database, SampleFixture.CAPS, clock)
                .take(
                        SampleFixture.TOPIC,
                        List.of(
                                arrival(0, "a", "win a prize cf mn"),
                                arrival(1, "b", "hello there"),
                                arrival(2, HOSTILE, HOSTILE)));
    }

    @Test
    void shouldTakeBackAFileOfItsOwnWithDecisions() throws IOException {
        assertThat(ReviewFiles.jsonLines().write(file, samples, SampleFilter.ALL))
                .isEqualTo(3);
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(3);
        ObjectMapper json = new ObjectMapper();
        ObjectNode first = (ObjectNode) json.readTree(lines.get(0));
        ObjectNode third = (ObjectNode) json.readTree(lines.get(2));
        first.put("label", "spam").put("poisoned", true).put("reviewer", "bob");
        third.put("skip", true);
        Files.write(file, List.of(first.toString(), lines.get(1), "", third.toString()));

        ReviewSheet sheet = ReviewFiles.jsonLines().read(file);
        assertThat(sheet.undecided()).isEqualTo(1);
        assertThat(desk.decideAll(sheet.entries(), false)).isEqualTo(new ReviewTally(2, 0));
        assertThat(desk.decideAll(sheet.entries(), false)).isEqualTo(new ReviewTally(0, 2));

        assertThat(reviews.history(1)).containsExactly(labelled(1, "spam", true, "bob"));
        assertThat(reviews.history(2)).isEmpty();
        assertThat(reviews.history(3)).singleElement().satisfies(review -> assertThat(review.decision())
                .isEqualTo(Decision.SKIPPED));
        ReviewFiles.jsonLines().write(file, samples, SampleFilter.ALL);
        assertThat(desk.decideAll(ReviewFiles.jsonLines().read(file).entries(), false))
                .isEqualTo(new ReviewTally(0, 2));
    }

    @Test
    void shouldWriteNothingThatATerminalObeys() throws IOException {
        for (ReviewFiles files : List.of(ReviewFiles.jsonLines(), ReviewFiles.labelStudio())) {
            files.write(file, samples, SampleFilter.ALL);

            assertThat(Files.readString(file)).matches("[\\x20-\\x7e\\n]*");
            assertThat(new ObjectMapper().readTree(file.toFile()).toString()).isNotEmpty();
        }
    }

    @Test
    void shouldReadWhatLabelStudioDocuments() throws Exception {
        Path export =
                Path.of(Objects.requireNonNull(ReviewFilesTest.class.getResource("label-studio-export.json"), "fixture")
                        .toURI());

        ReviewSheet sheet = ReviewFiles.labelStudio().read(export);

        assertThat(sheet.undecided()).isEqualTo(1);
        assertThat(desk.decideAll(sheet.entries(), true)).isEqualTo(new ReviewTally(3, 0));
        assertThat(reviews.history(1)) // in the order of their times
                .containsExactly(
                        labelled(1, "ok", false, "label-studio:10"), labelled(1, "spam", true, "bob@example.org"));
        assertThat(samples.find(2).orElseThrow().review()).get().satisfies(review -> {
            assertThat(review.decision()).isEqualTo(Decision.SKIPPED);
            assertThat(review.reviewer()).isEqualTo("label-studio:10");
        });
    }

    @Test
    void shouldTakeBackTasksThatLabelStudioAnnotated() throws IOException, URISyntaxException {
        ReviewFiles.labelStudio().write(file, samples, SampleFilter.ALL);
        ObjectMapper json = new ObjectMapper();
        ArrayNode tasks = (ArrayNode) json.readTree(file.toFile());
        assertThat(tasks).hasSize(3).allSatisfy(task -> assertThat(task.has("predictions"))
                .as("the model's own label as a prediction")
                .isFalse());
        JsonNode annotations = json.readTree(
                        Objects.requireNonNull(ReviewFilesTest.class.getResourceAsStream("label-studio-export.json")))
                .get(0)
                .get("annotations");
        for (JsonNode task : tasks) {
            ((ObjectNode) task).put("id", 7).put("project", 83).set("annotations", annotations);
        }
        Files.writeString(file, tasks.toString());

        assertThat(desk.decideAll(ReviewFiles.labelStudio().read(file).entries(), true))
                .isEqualTo(new ReviewTally(6, 0));
        assertThat(samples.find(3).orElseThrow().review().flatMap(Review::label))
                .contains("spam");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"id": 1, "label": "spam"}                                   | line 1: fill in both label and poisoned
            {"id": 1, "label": "spam", "poisoned": "no"}                 | line 1: poisoned: is neither true nor false
            {"id": 1, "label": "spam", "poisoned": true, "skip": true}   | line 1: has a label and is skipped
            {"label": "spam", "poisoned": true}                          | line 1: id: is missing
            {"id": "x", "label": "spam", "poisoned": true}               | line 1: id: is not the number of a sample
            {"id": 99, "label": "spam", "poisoned": true}                | line 1: there is no sample 99 in this store
            {"id": 1, "text": "other", "label": "spam", "poisoned": true}| line 1: the text is not that of sample 1
            {"id": 1, "label": "smap", "poisoned": true}                 | line 1: no sample ever had the label 'smap'; known: spam
            {"id": 1, "label": " ", "poisoned": true}                    | line 1: no sample ever had the label ' '
            {"id": 1, "skip": true, "reviewer": ""}                      | line 1: reviewer: is blank
            {"id": 1, "id": 2, "skip": true}                             | line 1: is not JSON
            [1, 2]                                                       | line 1: is not a JSON object
            id,label                                                     | line 1: is not JSON
            """)
    void shouldNameTheLineThatIsWrongAndAddNothing(String line, String message) throws IOException {
        Files.writeString(file, line + "\n");

        assertThatThrownBy(
                        () -> desk.decideAll(ReviewFiles.jsonLines().read(file).entries(), false))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
        assertThat(samples.counts().unreviewed()).isEqualTo(3);
    }

    @Test
    void shouldAddNothingOfAFileWhoseLastLineIsWrong() throws IOException {
        Files.writeString(file, "{\"id\": 1, \"skip\": true}\n{\"id\": 99, \"skip\": true}\n");

        assertThatThrownBy(
                        () -> desk.decideAll(ReviewFiles.jsonLines().read(file).entries(), false))
                .hasMessageContaining("line 2: there is no sample 99");
        assertThat(samples.counts().unreviewed()).isEqualTo(3);
    }

    private static Review labelled(long id, String label, boolean poisoned, String reviewer) {
        return new Review(id, Decision.LABELLED, Optional.of(label), Optional.of(poisoned), reviewer, "root", NOW);
    }
}
