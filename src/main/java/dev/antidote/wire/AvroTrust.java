package dev.antidote.wire;

import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Tells Avro that our generated classes may be loaded by name. From 1.12.2 on Avro refuses all but a few classes of the JDK, an
 * application's own records included, unless a system property or this call names them. Only those of {@link RecordTypes} and what
 * their schemas contain are added, to whatever was trusted before; the validator is Avro's, one for the JVM.
 */
final class AvroTrust {
    private AvroTrust() {}

    /** Adds the classes of {@code types}, unless Avro trusts them already. */
    static synchronized void extendTo(RecordTypes types) {
        Set<String> names = new TreeSet<>();
        types.types().forEach(type -> collect(RecordTypes.schema(type), names));
        ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
        if (!types.types().stream().allMatch(before::isTrusted)) {
            ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                    before, type -> names.contains(type.getName().replace('$', '.'))));
        }
    }

    private static void collect(Schema schema, Set<String> names) {
        switch (schema.getType()) {
            case RECORD -> {
                if (names.add(schema.getFullName())) {
                    schema.getFields().forEach(field -> collect(field.schema(), names));
                }
            }
            case ENUM, FIXED -> names.add(schema.getFullName());
            case ARRAY -> collect(schema.getElementType(), names);
            case MAP -> collect(schema.getValueType(), names);
            case UNION -> schema.getTypes().forEach(branch -> collect(branch, names));
            default -> {}
        }
    }
}
