package dev.antidote.wire;

import java.util.Map;
import java.util.Optional;

/**
 * How records of one role (key or value) are written, under Confluent's configuration keys.
 *
 * @param isKey whether these are keys of messages
 * @param autoRegister {@value #AUTO_REGISTER}, true unless set: register a schema when it is first written
 * @param useLatest {@value #USE_LATEST}, false unless set; matters only without autoRegister
 * @param naming {@value #VALUE_NAMING} or {@value #KEY_NAMING}
 * @param type the class that {@value #VALUE_TYPE} or {@value #KEY_TYPE} names, if any
 */
record SerdeSettings(
        boolean isKey, boolean autoRegister, boolean useLatest, SubjectNaming naming, Optional<String> type) {
    static final String AUTO_REGISTER = "auto.register.schemas";
    static final String USE_LATEST = "use.latest.version";
    static final String VALUE_NAMING = "value.subject.name.strategy";
    static final String KEY_NAMING = "key.subject.name.strategy";
    static final String VALUE_TYPE = "specific.avro.value.type";
    static final String KEY_TYPE = "specific.avro.key.type";

    /** Reads them from a configuration map; errors name key and value. */
    static SerdeSettings of(Map<String, ?> config, boolean isKey) {
        Settings settings = new Settings(config);
        return new SerdeSettings(
                isKey,
                settings.flag(AUTO_REGISTER, true),
                settings.flag(USE_LATEST, false),
                naming(settings, isKey ? KEY_NAMING : VALUE_NAMING),
                settings.text(isKey ? KEY_TYPE : VALUE_TYPE));
    }

    private static SubjectNaming naming(Settings settings, String key) {
        return settings.text(key).map(name -> SubjectNaming.named(key, name)).orElse(SubjectNaming.TOPIC_NAME);
    }
}
