package dev.antidote.wire;

import dev.antidote.wire.avro.FlaggedSample;
import dev.antidote.wire.avro.LiveRate;
import dev.antidote.wire.avro.Probe;
import dev.antidote.wire.avro.ProbeOutcome;
import dev.antidote.wire.avro.Release;
import dev.antidote.wire.avro.ReleaseAck;
import dev.antidote.wire.avro.Request;
import dev.antidote.wire.avro.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Utils;

/**
 * The generated classes that a deserializer may make. A closed list: a message names a schema and a schema a class, so without one
 * whoever may write a message could choose which class is loaded.
 */
record RecordTypes(List<Class<? extends SpecificRecord>> types) {
    RecordTypes {
        types = List.copyOf(types);
    }

    /** All records of {@code schemas/}. */
    static RecordTypes all() {
        return new RecordTypes(List.of(
                Request.class,
                Verdict.class,
                FlaggedSample.class,
                Probe.class,
                ProbeOutcome.class,
                LiveRate.class,
                Release.class,
                ReleaseAck.class));
    }

    /**
     * The class of that name alone, or all of ours where none is named.
     *
     * @throws IllegalArgumentException if there is no such class, or it is no generated record
     */
    static RecordTypes named(Optional<String> className) {
        return className
                .map(RecordTypes::loaded)
                .map(type -> new RecordTypes(List.of(type)))
                .orElseGet(RecordTypes::all);
    }

    private static Class<? extends SpecificRecord> loaded(String className) {
        try {
            return Utils.loadClass(className, SpecificRecord.class);
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new IllegalArgumentException(
                    SerdeSettings.VALUE_TYPE + ": '" + className + "' is no generated Avro record on the class path",
                    e);
        }
    }

    /** The class whose schema, or one of its aliases, bears the full name of {@code writer}. */
    Optional<Class<? extends SpecificRecord>> of(Schema writer) {
        String name = writer.getFullName();
        return types.stream().filter(type -> answersTo(schema(type), name)).findFirst();
    }

    /** The full names, for messages. */
    String names() {
        return types.stream().map(type -> schema(type).getFullName()).collect(Collectors.joining(", "));
    }

    static Schema schema(Class<? extends SpecificRecord> type) {
        return SpecificData.getForClass(type).getSchema(type);
    }

    private static boolean answersTo(Schema schema, String name) {
        return schema.getFullName().equals(name) || schema.getAliases().contains(name);
    }
}
