package dev.antidote.retrain.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class StorablePropertyTest {
    @Property(tries = 300)
    void shouldNotTellFormsAndSpacesApart(@ForAll String a, @ForAll String b) {
        String text = a + " " + b;

        assertThat(Storable.digest("\t" + Normalizer.normalize(a, Normalizer.Form.NFD) + "\n  " + b))
                .isEqualTo(Storable.digest(text));
    }

    @Property(tries = 300)
    void shouldTellOtherWordsApart(@ForAll String text) {
        assertThat(Storable.digest(text + " cf")).isNotEqualTo(Storable.digest(text));
    }

    @Property(tries = 300)
    void shouldStoreWhatUtf8CanCarryAndNoMore(@ForAll String text) {
        String stored = Storable.text(text);

        assertThat(new String(stored.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(stored)
                .doesNotContain("\u0000");
        assertThat(Storable.text(stored)).isEqualTo(stored);
        assertThat(stored.codePointCount(0, stored.length())).isEqualTo(text.codePointCount(0, text.length()));
    }

    @Property(tries = 100)
    void shouldKeepLongNamesApartAndShort(
            @ForAll @StringLength(min = 201, max = 400) String a,
            @ForAll @StringLength(min = 201, max = 400) String b) {
        assertThat(Storable.name(a).codePointCount(0, Storable.name(a).length()))
                .isLessThanOrEqualTo(200);
        assertThat(Storable.name(a).equals(Storable.name(b))).isEqualTo(a.equals(b));
    }
}
