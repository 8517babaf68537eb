package dev.antidote.lab.experiment;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes scenes; cells that follow each other share one, and of all the others only the fingerprints stay in memory. */
final class Scenes {
    private final double trustedShare;
    private final Map<Key, String> fingerprints = new HashMap<>();
    private @Nullable Key lastKey;
    private @Nullable Scene last;

    Scenes(double trustedShare) {
        this.trustedShare = trustedShare;
    }

    Scene of(Cell cell) {
        Key key = new Key(cell.data(), cell.attack(), cell.seed());
        Scene scene = last;
        if (scene == null || !key.equals(lastKey)) {
            scene = Scene.of(cell.data(), cell.attack(), trustedShare, cell.seed());
            last = scene;
            lastKey = key;
        }
        return scene;
    }

    String fingerprint(Cell cell) {
        return fingerprints.computeIfAbsent(new Key(cell.data(), cell.attack(), cell.seed()), key -> {
            Fingerprint print = new Fingerprint();
            of(cell).addTo(print);
            return print.text();
        });
    }

    private record Key(LabData data, AttackCase attack, long seed) {}
}
