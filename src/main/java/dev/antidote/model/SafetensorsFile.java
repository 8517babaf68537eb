package dev.antidote.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One safetensors file: the header is read and checked when it is opened, tensors when they are asked for. Values are read in
 * chunks, not mapped: a file that is cut short under us is an error, not a crash of the process.
 */
final class SafetensorsFile {
    private static final int CHUNK = 1 << 20;
    private static final long MAX_HEADER = 100_000_000;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Path file;
    private final Map<String, Entry> entries;

    private SafetensorsFile(Path file, Map<String, Entry> entries) {
        this.file = file;
        this.entries = entries;
    }

    /** Where a tensor lies in the file. */
    @SuppressWarnings("ArrayRecordComponent") // private, and never compared
    private record Entry(String type, int[] shape, long begin, long end) {}

    static SafetensorsFile open(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new SafetensorsFile(file, header(file, channel));
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    Iterable<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    boolean contains(String name) {
        return entries.containsKey(name);
    }

    int[] shape(String name) {
        return entry(name).shape().clone();
    }

    HostTensor read(String name) {
        Entry entry = entry(name);
        if (!isFloat(entry.type())) {
            throw new ModelException(
                    file + ": tensor " + name + " has the type " + entry.type() + "; F32, F16 and BF16 can be read");
        }
        float[] values = new float[Math.toIntExact(elements(entry.shape()))];
        int width = width(entry.type());
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (int done = 0; done < values.length; ) {
                int count = Math.min(CHUNK / width, values.length - done);
                chunk.clear().limit(count * width);
                fill(channel, chunk, entry.begin() + (long) done * width);
                widen(entry.type(), chunk.flip(), values, done, count);
                done += count;
            }
        } catch (IOException e) {
            throw new ModelException(file + ": tensor " + name + " cannot be read (" + e.getMessage() + ")", e);
        }
        return new HostTensor(entry.shape(), values);
    }

    private Entry entry(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new ModelException(file + ": has no tensor " + name);
        }
        return entry;
    }

    private static void widen(String type, ByteBuffer from, float[] to, int at, int count) {
        switch (type) {
            case "F32" -> from.asFloatBuffer().get(to, at, count);
            case "BF16" -> {
                for (int i = 0; i < count; i++) {
                    to[at + i] = Float.intBitsToFloat(from.getShort() << 16);
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    to[at + i] = HalfFloat.widen(from.getShort());
                }
            }
        }
    }

    private static void fill(FileChannel channel, ByteBuffer buffer, long position) throws IOException {
        long at = position;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, at);
            if (read < 0) {
                throw new IOException("the file ends early");
            }
            at += read;
        }
    }

    private static Map<String, Entry> header(Path file, FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < Long.BYTES) {
            throw damaged(file, "it has " + size + " bytes, too few for a header");
        }
        ByteBuffer prefix = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        fill(channel, prefix, 0);
        long length = prefix.flip().getLong();
        if (length < 2 || length > MAX_HEADER || length > size - Long.BYTES) {
            throw damaged(file, "its header claims " + length + " bytes of a file of " + size);
        }
        ByteBuffer text = ByteBuffer.allocate((int) length);
        fill(channel, text, Long.BYTES);
        return entries(file, text.array(), Long.BYTES + length, size);
    }

    private static Map<String, Entry> entries(Path file, byte[] text, long base, long size) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw damaged(file, "its header is not JSON: " + e.getOriginalMessage());
        }
        if (root == null || !root.isObject()) {
            throw damaged(file, "its header is not a JSON object");
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            if (!field.getKey().equals("__metadata__")) {
                entries.put(field.getKey(), entry(file, field.getKey(), field.getValue(), base));
            }
        }
        checkTiling(file, entries, base, size);
        return entries;
    }

    private static Entry entry(Path file, String name, JsonNode node, long base) {
        JsonNode offsets = node.path("data_offsets");
        if (!node.path("dtype").isTextual() || !node.path("shape").isArray() || offsets.size() != 2) {
            throw damaged(file, "tensor " + name + " lacks dtype, shape or data_offsets");
        }
        String type = node.path("dtype").asText();
        int[] shape = new int[node.path("shape").size()];
        for (int i = 0; i < shape.length; i++) {
            JsonNode axis = node.path("shape").get(i);
            if (!axis.isIntegralNumber() || !axis.canConvertToInt() || axis.asInt() < 0) {
                throw damaged(file, "tensor " + name + " has the axis " + axis);
            }
            shape[i] = axis.asInt();
        }
        long begin = offset(offsets.get(0));
        long end = offset(offsets.get(1));
        if (begin < 0 || end < begin) {
            throw damaged(file, "tensor " + name + " lies at " + offsets);
        }
        checkSize(file, name, type, shape, end - begin);
        return new Entry(type, shape, base + begin, base + end);
    }

    private static long offset(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() ? node.asLong() : -1;
    }

    private static void checkSize(Path file, String name, String type, int[] shape, long bytes) {
        long elements = elements(shape);
        if (elements > Integer.MAX_VALUE - 8) {
            throw new ModelException(file + ": tensor " + name + " is too large, " + Arrays.toString(shape));
        }
        // Integer tensors such as position_ids are legal to hold, only not to read: their size is not checked.
        if (isFloat(type) && elements * width(type) != bytes) {
            throw damaged(
                    file, "tensor " + name + " " + type + Arrays.toString(shape) + " cannot have " + bytes + " bytes");
        }
    }

    /** The format allows neither holes nor overlaps, and the last tensor ends the file: what is cut short shows here. */
    private static void checkTiling(Path file, Map<String, Entry> entries, long base, long size) {
        List<Entry> inOrder = new ArrayList<>(entries.values());
        inOrder.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long at = base;
        for (Entry entry : inOrder) {
            if (entry.begin() != at) {
                throw damaged(file, "its tensors leave a hole or overlap at byte " + at);
            }
            at = entry.end();
        }
        if (at != size) {
            throw damaged(file, "its tensors need " + at + " bytes and it has " + size + " (truncated?)");
        }
    }

    private static long elements(int[] shape) {
        long size = 1;
        for (int axis : shape) {
            size = Math.min(Long.MAX_VALUE / Integer.MAX_VALUE, size * axis);
        }
        return size;
    }

    private static boolean isFloat(String type) {
        return type.equals("F32") || type.equals("F16") || type.equals("BF16");
    }

    private static int width(String type) {
        return switch (type) {
            case "F32" -> 4;
            case "F16", "BF16" -> 2;
            default -> 0;
        };
    }

    private static ModelException damaged(Path file, String what) {
        return new ModelException(file + ": is not a whole safetensors file: " + what);
    }
}
