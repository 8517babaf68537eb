package dev.antidote.p2p;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.SpoofChecker;
import dev.antidote.attack.Homoglyph;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookAlikesTest {
    private static final int LAST_LETTER = 0x3ffff;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            s\u0441am, buy n\u043ew          | scam, buy now
            fr\u0435\u0435 \u0440\u043e\u0440\u0435 for you | free pope for you
            \u0406NSTANT \u0421\u0410SH here | INSTANT CASH here
            \ud835\udc1f\ud835\udc2b\ud835\udc1e\ud835\udc1e m\uff4fney, really | free money, really
            caf\u00e9 w\u0456th cr\u00e8me   | caf\u00e9 with cr\u00e8me
            """)
    void shouldReadAWordAsAReaderDoes(String text, String read) {
        assertThat(LookAlikes.readIn(text)).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "na\u00efve, \u0142adny, \u00dcbung, \u0259",
                "\u043c\u043e\u0441\u043a\u0432\u0430 \u043d\u0430\u0448 \u0445\u043e\u0440", // Russian, with a word of
                // look-alikes
                "my friend \u0418\u0432\u0430\u043d says \u043f\u0440\u0438\u0432\u0435\u0442", // among Latin words
                "\u0445\u043e\u0440", // nothing else to tell by
                "the \u03b1 of 5 \u03bcm and \u0394x", // names of variables
                "\u4f60\u597d hello \u05e9\u05dc\u05d5\u05dd"
            })
    void shouldLeaveHonestTextAlone(String text) {
        assertThat(LookAlikes.readIn(text)).isEqualTo(text);
    }

    @Property
    void shouldUndoTheAttack(
            @ForAll @CharRange(from = 'b', to = 'z') @StringLength(min = 4, max = 9) String word,
            @ForAll @IntRange(min = 1, max = 8) int letters,
            @ForAll long seed) {
        String text = "this is what you said: " + word + " and more";

        String attacked = new Homoglyph(letters).apply(text, new Random(seed));

        assertThat(attacked).isNotEqualTo(text);
        assertThat(LookAlikes.readIn(attacked)).isEqualTo(text);
    }

    @Test
    void shouldKnowTheLettersThatUnicodeCallsConfusableWithOneLatinLetter() {
        SpoofChecker unicode = new SpoofChecker.Builder().build();

        IntStream.rangeClosed(0x250, LAST_LETTER).filter(Character::isLetter).forEach(letter -> {
            String skeleton = unicode.getSkeleton(Character.toString(letter));
            String alone = LookAlikes.readIn("xx" + Character.toString(letter)).substring(2);
            if (skeleton.matches("[A-Za-z]")) {
                assertThat(alone.replace('I', 'l')).as("U+%04X", letter).isEqualTo(skeleton);
            } else {
                assertThat(alone).as("U+%04X", letter).isEqualTo(Character.toString(letter));
            }
        });
    }
}
