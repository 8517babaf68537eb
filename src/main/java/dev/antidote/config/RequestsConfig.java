package dev.antidote.config;

/**
 * What arrives, and how much of it is accepted.
 *
 * @param format how requests are written on their topic
 * @param maxText the longest text to judge, in bytes of UTF-8, 1B..512MiB and not above {@code maxRecord}; a longer one is
 *     answered by the failure policy
 * @param maxRecord the largest record (key, value and headers) to take in, 1KiB..512MiB; of a larger one only the beginning
 *     reaches the dead letters
 */
public record RequestsConfig(RequestFormat format, ByteSize maxText, ByteSize maxRecord) {
    /** What is not configured. */
    public static final RequestsConfig DEFAULTS =
            new RequestsConfig(RequestFormat.AVRO, ByteSize.ofKibibytes(64), ByteSize.ofMebibytes(1));

    public RequestsConfig {
        Checks.between("maxRecord", maxRecord, ByteSize.ofKibibytes(1), ByteSize.ofMebibytes(512));
        Checks.between("maxText", maxText, new ByteSize(1), maxRecord);
    }

    static RequestsConfig read(Section section) {
        RequestFormat format = section.oneOf("format", DEFAULTS.format);
        ByteSize maxText = section.size("maxText", DEFAULTS.maxText);
        ByteSize maxRecord = section.size("maxRecord", DEFAULTS.maxRecord);
        return section.build(() -> new RequestsConfig(format, maxText, maxRecord));
    }
}
