package dev.antidote.lab.experiment;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.antidote.data.Proportion;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * How the lab's values stand in JSON: records by their components, instants as ISO text, and a counted share as
 * <code>{"successes", "trials", "value", "low", "high"}</code>, of which the first two are read back. A share of nothing has no
 * value.
 */
public final class LabJson {
    private LabJson() {}

    /** A mapper that writes and reads them. */
    public static JsonMapper mapper() {
        SimpleModule module = new SimpleModule("lab")
                .addSerializer(Proportion.class, new ShareOut())
                .addDeserializer(Proportion.class, new ShareIn())
                .addSerializer(Instant.class, ToStringSerializer.instance)
                .addDeserializer(Instant.class, new InstantIn());
        return JsonMapper.builder()
                .addModule(module)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
    }

    private static final class ShareOut extends StdSerializer<Proportion> {
        private static final long serialVersionUID = 1L;

        ShareOut() {
            super(Proportion.class);
        }

        @Override
        public void serialize(Proportion share, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartObject();
            out.writeNumberField("successes", share.successes());
            out.writeNumberField("trials", share.trials());
            if (share.trials() > 0) {
                out.writeNumberField("value", share.value());
            }
            out.writeNumberField("low", share.low());
            out.writeNumberField("high", share.high());
            out.writeEndObject();
        }
    }

    private static final class ShareIn extends StdDeserializer<Proportion> {
        private static final long serialVersionUID = 1L;

        ShareIn() {
            super(Proportion.class);
        }

        @Override
        public Proportion deserialize(JsonParser in, DeserializationContext context) throws IOException {
            JsonNode node = in.readValueAsTree();
            JsonNode successes = node.path("successes");
            JsonNode trials = node.path("trials");
            if (!successes.isIntegralNumber() || !trials.isIntegralNumber()) {
                return context.reportInputMismatch(this, "a share needs successes and trials");
            }
            return new Proportion(successes.longValue(), trials.longValue());
        }
    }

    private static final class InstantIn extends StdDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantIn() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
            try {
                return Instant.parse(in.getText());
            } catch (DateTimeException e) {
                return context.reportInputMismatch(this, "'%s' is no time", in.getText());
            }
        }
    }
}
