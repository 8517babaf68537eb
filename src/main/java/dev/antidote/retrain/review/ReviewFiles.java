package dev.antidote.retrain.review;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.antidote.data.InputException;
import dev.antidote.retrain.store.SampleFilter;
import dev.antidote.retrain.store.Samples;
import dev.antidote.retrain.store.StoredSample;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Files that reviewers work on: JSONL of our own, or tasks of Label Studio.
 *
 * <p>Everything that is not ASCII is written as an escape, so that no text of a stranger can rewrite the terminal on which somebody
 * looks at the file.
 */
public final class ReviewFiles {
    private static final int PAGE = 500;

    private final ReviewFormat format;
    private final JsonMapper json = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ReviewFiles(ReviewFormat format) {
        this.format = format;
    }

    /** One JSON object a sample and line. */
    public static ReviewFiles jsonLines() {
        return new ReviewFiles(new JsonLinesReviews());
    }

    /** What Label Studio imports and exports: an array of tasks. */
    public static ReviewFiles labelStudio() {
        return new ReviewFiles(new LabelStudioTasks());
    }

    /**
     * Writes samples into a file that only this user can read, or leaves what was there.
     *
     * @return how many
     * @throws InputException if the file cannot be written
     */
    public long write(Path file, Samples samples, SampleFilter filter) {
        Path directory = file.toAbsolutePath().resolveSibling("");
        try {
            Files.createDirectories(directory);
            Path partial = Files.createTempFile(directory, ".samples", ".partial");
            try {
                long count = writeAll(partial, samples, filter);
                Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return count;
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            throw new InputException(
                    file + ": cannot be written (" + e + "); check the path, the permissions and the space left", e);
        }
    }

    private long writeAll(Path file, Samples samples, SampleFilter filter) throws IOException {
        long count = 0;
        try (OutputStream out = Files.newOutputStream(file);
                JsonGenerator generator = json.createGenerator(out)) {
            format.begin(generator);
            List<StoredSample> page = samples.page(filter, 0, PAGE);
            while (!page.isEmpty()) {
                for (StoredSample sample : page) {
                    format.write(generator, sample);
                }
                count += page.size();
                page = samples.page(filter, page.get(page.size() - 1).id(), PAGE);
            }
            format.end(generator);
        }
        return count;
    }

    /**
     * Reads decisions.
     *
     * @throws InputException in one line with the place, if the file cannot be read or holds something else
     */
    public ReviewSheet read(Path file) {
        List<ReviewEntry> entries = new ArrayList<>();
        long undecided = 0;
        try (InputStream in = Files.newInputStream(file);
                MappingIterator<JsonNode> nodes = json.readerFor(JsonNode.class).readValues(in)) {
            while (nodes.hasNextValue()) {
                String where = file + ", line " + nodes.getCurrentLocation().getLineNr();
                List<ReviewEntry> decisions = format.read(where, nodes.nextValue());
                entries.addAll(decisions);
                undecided += decisions.isEmpty() ? 1 : 0;
            }
        } catch (JsonProcessingException e) {
            throw new InputException(
                    file + ", line " + e.getLocation().getLineNr() + ": is not JSON; save it as it was exported", e);
        } catch (NoSuchFileException e) {
            throw new InputException(file + ": there is no such file; check the path", e);
        } catch (IOException e) {
            throw new InputException(file + ": cannot be read (" + e + ")", e);
        }
        return new ReviewSheet(entries, undecided);
    }
}
