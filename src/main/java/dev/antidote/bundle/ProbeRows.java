package dev.antidote.bundle;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A probe pack as a file: one {@link ProbeRow} a line, as JSON in UTF-8. */
public final class ProbeRows {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private ProbeRows() {}

    /** Writes a new file. */
    public static void write(Path file, List<ProbeRow> rows) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (ProbeRow row : rows) {
                out.write(MAPPER.writeValueAsString(row));
                out.write('\n');
            }
        }
    }

    /**
     * Reads a file; blank lines are skipped.
     *
     * @throws BundleException naming the file, and the line that is no probe
     */
    public static List<ProbeRow> read(Path file) {
        List<ProbeRow> rows = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (!line.isBlank()) {
                    rows.add(parse(line, file + ":" + number));
                }
            }
        } catch (NoSuchFileException e) {
            throw new BundleException(file + ": no such file", e);
        } catch (CharacterCodingException e) {
            throw new BundleException(file + ": is not UTF-8 text", e);
        } catch (IOException e) {
            throw new BundleException(file + " cannot be read: " + e, e);
        }
        if (rows.isEmpty()) {
            throw new BundleException(file + " holds no probes");
        }
        return List.copyOf(rows);
    }

    private static ProbeRow parse(String line, String where) {
        try {
            return MAPPER.readValue(line, ProbeRow.class);
        } catch (JacksonException e) {
            throw new BundleException(
                    where + ": is no probe; a line is {\"text\": ..., \"family\": ..., \"expectedLabel\": ...} and,"
                            + " for an attack, \"targetLabel\": ... ("
                            + StrictJson.fault(e) + ")",
                    e);
        }
    }
}
