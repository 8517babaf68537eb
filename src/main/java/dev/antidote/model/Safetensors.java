package dev.antidote.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Named weights in safetensors files, one or several shards; F32, F16 and BF16 are widened to float. Immutable and thread-safe; the
 * files are opened anew for each tensor.
 */
final class Safetensors {
    static final String MODEL = "model.safetensors";
    private static final String INDEX = "model.safetensors.index.json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CHUNK = 1 << 18;

    private final Path origin;
    private final List<Path> files;
    private final Map<String, SafetensorsFile> tensors;

    private Safetensors(Path origin, List<Path> files) {
        this.origin = origin;
        this.files = List.copyOf(files);
        this.tensors = new LinkedHashMap<>();
        for (Path path : files) {
            SafetensorsFile file = SafetensorsFile.open(path);
            for (String name : file.names()) {
                if (tensors.putIfAbsent(name, file) != null) {
                    throw new ModelException(origin + ": tensor " + name + " is in two files");
                }
            }
        }
    }

    /** Opens one file. */
    static Safetensors openFile(Path file) {
        return new Safetensors(file, List.of(file));
    }

    /**
     * Opens the weights of a model directory: {@code model.safetensors}, or the shards that its index names.
     *
     * @throws ModelException if there are none, or one of them is malformed
     */
    static Safetensors openModel(Path directory) {
        if (Files.isRegularFile(directory.resolve(MODEL))) {
            return new Safetensors(directory, List.of(directory.resolve(MODEL)));
        }
        Path index = directory.resolve(INDEX);
        if (!Files.isRegularFile(index)) {
            throw new ModelException(directory + ": has neither " + MODEL + " nor " + INDEX
                    + "; convert other weights (pytorch_model.bin) with save_pretrained(safe_serialization=True)");
        }
        Safetensors shards = new Safetensors(directory, shards(directory, index));
        shards.checkIndex(index);
        return shards;
    }

    /** The files that hold the weights, in a fixed order. */
    List<Path> files() {
        return files;
    }

    Set<String> names() {
        return Collections.unmodifiableSet(tensors.keySet());
    }

    boolean contains(String name) {
        return tensors.containsKey(name);
    }

    int[] shape(String name) {
        return file(name).shape(name);
    }

    HostTensor read(String name) {
        return file(name).read(name);
    }

    /** Fails unless the tensor is there with this shape; nothing but the header is read. */
    void require(String name, int... shape) {
        int[] actual = shape(name);
        if (!Arrays.equals(actual, shape)) {
            throw new ModelException(origin + ": tensor " + name + " has the shape " + Arrays.toString(actual)
                    + ", expected " + Arrays.toString(shape));
        }
    }

    private SafetensorsFile file(String name) {
        SafetensorsFile file = tensors.get(name);
        if (file == null) {
            throw new ModelException(origin + ": has no tensor " + name);
        }
        return file;
    }

    private static List<Path> shards(Path directory, Path index) {
        List<Path> files = new ArrayList<>();
        for (String name :
                weightMap(index).values().stream().distinct().sorted().toList()) {
            Path file = directory.resolve(name).normalize();
            if (!file.startsWith(directory.normalize()) || name.isEmpty()) {
                throw new ModelException(index + ": names a file outside its directory: " + name);
            }
            files.add(file);
        }
        return files;
    }

    private static SortedMap<String, String> weightMap(Path index) {
        try {
            SortedMap<String, String> map = new TreeMap<>();
            JsonNode root = JSON.readTree(Files.readAllBytes(index));
            root.path("weight_map")
                    .properties()
                    .forEach(e -> map.put(e.getKey(), e.getValue().asText()));
            if (map.isEmpty()) {
                throw new ModelException(index + ": has no weight_map");
            }
            return map;
        } catch (IOException e) {
            throw new ModelException(index + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private void checkIndex(Path index) {
        for (String name : weightMap(index).keySet()) {
            if (!contains(name)) {
                throw new ModelException(index + ": promises the tensor " + name + ", which no shard holds");
            }
        }
    }

    /**
     * Writes a file as a whole or not at all.
     *
     * @param metadata text that readers may show, not needed to read the tensors
     */
    static void write(Path file, Map<String, HostTensor> tensors, Map<String, String> metadata) {
        try {
            AtomicFile.write(file, channel -> {
                AtomicFile.writeAll(channel, header(tensors, metadata));
                for (HostTensor tensor : tensors.values()) {
                    writeValues(channel, tensor.values());
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static ByteBuffer header(Map<String, HostTensor> tensors, Map<String, String> metadata) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode info = root.putObject("__metadata__");
        metadata.forEach(info::put);
        long at = 0;
        for (Map.Entry<String, HostTensor> entry : tensors.entrySet()) {
            long end = at + 4L * entry.getValue().values().length;
            ObjectNode node = root.putObject(entry.getKey()).put("dtype", "F32");
            node.set("shape", JSON.valueToTree(entry.getValue().shape()));
            node.putArray("data_offsets").add(at).add(end);
            at = end;
        }
        byte[] text = root.toString().getBytes(StandardCharsets.UTF_8);
        int padded = (text.length + 7) / 8 * 8; // values start at a multiple of 8, as other writers do
        ByteBuffer out = ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(padded).put(text);
        while (out.hasRemaining()) {
            out.put((byte) ' ');
        }
        return out.flip();
    }

    private static void writeValues(FileChannel channel, float[] values) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(4 * CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < values.length; at += CHUNK) {
            int count = Math.min(CHUNK, values.length - at);
            chunk.clear().limit(4 * count);
            chunk.asFloatBuffer().put(values, at, count);
            AtomicFile.writeAll(channel, chunk);
        }
    }
}
