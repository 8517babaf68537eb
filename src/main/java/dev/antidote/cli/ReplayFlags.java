package dev.antidote.cli;

import dev.antidote.stream.LetterRange;
import dev.antidote.stream.ReplayFilter;
import dev.antidote.stream.TopicNames;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which dead letters are asked for. */
final class ReplayFlags {
    @Option(
            names = "--exception",
            paramLabel = "REGEX",
            converter = RegexText.class,
            description = "The class of the exception, or a part of it, such as ClassifierException.")
    private @Nullable Pattern exception;

    @Option(
            names = "--message",
            paramLabel = "REGEX",
            converter = RegexText.class,
            description = "Found in the exception's message.")
    private @Nullable Pattern message;

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            description = "The topic that they came from: requests or probes, with or without the prefix.")
    private @Nullable String topic;

    @Option(names = "--partition", paramLabel = "N", description = "The partition that they came from.")
    private @Nullable Integer partition;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = TimeText.class,
            description = "The earliest time of the record, such as 2026-03-01T10:00:00Z; UTC where no zone is given.")
    private @Nullable Instant from;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = TimeText.class,
            description = "The time of the record is before this.")
    private @Nullable Instant until;

    @Option(
            names = "--letter",
            paramLabel = "P:N[-M]",
            converter = RangeText.class,
            showDefaultValue = Help.Visibility.NEVER,
            description = "Partition and offsets in the dead-letters topic, such as 0:41-45. May be repeated.")
    private List<LetterRange> letters = new ArrayList<>();

    ReplayFilter filter(TopicNames topics) {
        if (partition != null && partition < 0) {
            throw new CommandException("--partition: " + partition + " is below 0");
        }
        Optional<String> origin = Optional.ofNullable(topic).map(name -> fullName(topics, name));
        OptionalInt only = partition == null ? OptionalInt.empty() : OptionalInt.of(partition);
        return CommandException.validated(() -> new ReplayFilter(
                Optional.ofNullable(exception),
                Optional.ofNullable(message),
                origin,
                only,
                Optional.ofNullable(from),
                Optional.ofNullable(until),
                letters));
    }

    private static String fullName(TopicNames topics, String name) {
        List<String> known = List.of(topics.requests(), topics.probes());
        return known.stream()
                .filter(full -> full.equals(name) || full.equals(topics.prefix() + name))
                .findFirst()
                .orElseThrow(() -> new CommandException(
                        "--topic: letters of '" + name + "' are never sent back; name " + String.join(" or ", known)));
    }

    /** Says in one line what is wrong with an expression. */
    static final class RegexText implements ITypeConverter<Pattern> {
        @Override
        public Pattern convert(String text) {
            try {
                return Pattern.compile(text);
            } catch (PatternSyntaxException e) {
                throw new TypeConversionException(
                        "'" + text + "' is no regular expression: " + e.getDescription() + " at " + e.getIndex());
            }
        }
    }

    /** Reads a time with or without a zone, or a day. */
    static final class TimeText implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                if (text.indexOf('T') < 0) {
                    return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
                }
                return text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")
                        ? OffsetDateTime.parse(text).toInstant()
                        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException(
                        "'" + text + "' is no time; write one such as 2026-03-01T10:00:00Z, or a day");
            }
        }
    }

    /** Reads places of letters. */
    static final class RangeText implements ITypeConverter<LetterRange> {
        @Override
        public LetterRange convert(String text) {
            try {
                return LetterRange.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
