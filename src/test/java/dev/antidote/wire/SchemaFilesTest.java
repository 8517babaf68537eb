package dev.antidote.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of schemas/README.md, held against the files. */
class SchemaFilesTest {
    static List<Path> files() {
        return SchemaFiles.all();
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldDocumentEveryRecordEnumAndField(Path file) {
        assertThat(undocumented(SchemaFiles.parse(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldGiveEveryEnumADefaultForSymbolsOfLaterVersions(Path file) {
        assertThat(named(SchemaFiles.parse(file)).filter(schema -> schema.getType() == Schema.Type.ENUM))
                .allSatisfy(schema -> assertThat(schema.getEnumDefault()).isNotNull());
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldReadItsOwnDataIntoTheGeneratedClass(Path file) {
        Schema writer = SchemaFiles.parse(file);
        Schema reader = RecordTypes.all().of(writer).map(RecordTypes::schema).orElseThrow();

        assertThat(SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                        .getType())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        assertThat(SchemaIds.withoutJavaTypes(reader).toString()).isEqualTo(writer.toString());
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldStandInTheReadme(Path file) throws IOException {
        String readme = Files.readString(Path.of("schemas", "README.md"));

        assertThat(readme)
                .contains("| `" + file.getFileName() + "` | `"
                        + SchemaFiles.parse(file).getName() + "` |");
    }

    @Test
    void shouldBeKnownToTheDeserializers() {
        List<String> names = files().stream()
                .map(file -> SchemaFiles.parse(file).getFullName())
                .toList();

        assertThat(RecordTypes.all().types()).map(Class::getName).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void shouldDocumentTheDefaultsThatHold() {
        RegistrySettings settings = RegistrySettings.of(Map.of("schema.registry.url", "http://localhost:8081"));

        assertThat(settings.connectTimeout()).hasMillis(5000);
        assertThat(settings.requestTimeout()).hasMillis(10_000);
        assertThat(settings.retries().retries()).isEqualTo(3);
        assertThat(settings.retries().firstWait()).hasMillis(200);
        assertThat(settings.retries().maxWait()).hasMillis(5000);
        assertThat(settings.normalize()).isFalse();
        assertThat(settings.cacheCapacity()).isEqualTo(1000);
        assertThat(settings.brief()).hasSeconds(5);
    }

    private static List<String> undocumented(Schema record) {
        Stream<String> types =
                named(record).filter(schema -> schema.getDoc() == null).map(Schema::getFullName);
        Stream<String> fields = record.getFields().stream()
                .filter(field -> field.doc() == null || field.doc().isBlank())
                .map(Schema.Field::name);
        return Stream.concat(types, fields).toList();
    }

    /** The record and the named types directly in its fields; deeper ones do not occur. */
    private static Stream<Schema> named(Schema record) {
        Stream<Schema> inside = record.getFields().stream()
                .map(Schema.Field::schema)
                .map(schema -> schema.getType() == Schema.Type.ARRAY ? schema.getElementType() : schema)
                .filter(schema -> schema.getType() == Schema.Type.ENUM || schema.getType() == Schema.Type.RECORD);
        return Stream.concat(Stream.of(record), inside);
    }
}
