package dev.antidote.lab.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antidote.attack.Attack;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * One kind of attack in a file.
 *
 * @param <A> what it is here
 * @param type the same
 * @param names in lower case; the first is written, and also read what OpenBackdoor calls it
 * @param reader makes the attack of a name and the keys beside it
 * @param writer puts the attack's own keys into an object, and another name where the first is not the right one
 */
record PoisonerKind<A extends Attack>(
        Class<A> type,
        List<String> names,
        BiFunction<String, PoisonerKeys, A> reader,
        BiConsumer<A, ObjectNode> writer) {
    Attack read(String name, PoisonerKeys keys) {
        return keys.valid(() -> reader.apply(name, keys));
    }

    void write(Attack attack, ObjectNode object) {
        object.put("name", names.get(0));
        writer.accept(type.cast(attack), object);
    }
}
