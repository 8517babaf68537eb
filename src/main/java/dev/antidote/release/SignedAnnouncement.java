package dev.antidote.release;

import dev.antidote.bundle.BundleException;
import dev.antidote.bundle.DetachedSignature;
import dev.antidote.bundle.KeyId;
import dev.antidote.bundle.Purpose;
import dev.antidote.bundle.Refusal;
import dev.antidote.bundle.SigningKey;
import dev.antidote.bundle.TrustedKeys;
import dev.antidote.wire.avro.Release;
import dev.antidote.wire.avro.ReleaseKind;

/**
 * An announcement with its signature, which may be wrong.
 *
 * @param content what is said
 * @param signature over {@link Announcement#canonical}
 */
record SignedAnnouncement(Announcement content, DetachedSignature signature) {
    static SignedAnnouncement sign(Announcement content, SigningKey key) {
        return new SignedAnnouncement(content, key.sign(Purpose.ANNOUNCEMENT, content.canonical()));
    }

    /**
     * Reads a record.
     *
     * @throws BundleException {@link Refusal#UNREADABLE} or {@link Refusal#UNSIGNED}
     */
    static SignedAnnouncement of(Release release) {
        try {
            Announcement content = new Announcement(
                    release.getSequence(),
                    kind(release.getKind()),
                    release.getBundle(),
                    release.getManifestSha256(),
                    release.getLocation(),
                    release.getPrevious(),
                    release.getReason(),
                    release.getIssuedAt());
            if (release.getSignature().isEmpty()) {
                throw new BundleException(Refusal.UNSIGNED, "release " + content.sequence() + " is not signed");
            }
            return new SignedAnnouncement(
                    content, new DetachedSignature(new KeyId(release.getKey()), release.getSignature()));
        } catch (IllegalArgumentException e) {
            throw new BundleException(Refusal.UNREADABLE, "a malformed release: " + e.getMessage(), e);
        }
    }

    private static Announcement.Kind kind(ReleaseKind kind) {
        return switch (kind) {
            case RELEASE -> Announcement.Kind.RELEASE;
            case ROLLBACK -> Announcement.Kind.ROLLBACK;
            case UNKNOWN -> throw new IllegalArgumentException("kind: of a later version of antidote");
        };
    }

    Release record() {
        return Release.newBuilder()
                .setSequence(content.sequence())
                .setKind(ReleaseKind.valueOf(content.kind().name()))
                .setBundle(content.bundle())
                .setManifestSha256(content.manifestDigest())
                .setLocation(content.location())
                .setPrevious(content.previous())
                .setReason(content.reason())
                .setIssuedAt(content.issuedAt())
                .setKey(signature.key().text())
                .setSignature(signature.signature())
                .build();
    }

    /**
     * Makes sure that a trusted key signed exactly this.
     *
     * @throws BundleException {@link Refusal#UNKNOWN_KEY} or {@link Refusal#WRONG_SIGNATURE}
     */
    void require(TrustedKeys trusted) {
        trusted.require("release " + content.sequence(), Purpose.ANNOUNCEMENT, content.canonical(), signature);
    }
}
