package dev.cauce.platform.personaldata;

import java.util.Arrays;

/** A key encrypted by another one, and the version of that other one. */
public final class WrappedKey {

    private final int version;
    private final byte[] sealed;

    public WrappedKey(int version, byte[] sealed) {
        this.version = version;
        this.sealed = sealed.clone();
    }

    /** The version of the key that wrapped it. */
    public int version() {
        return version;
    }

    /** {@code iv | ciphertext | tag}, 60 bytes. */
    public byte[] sealed() {
        return sealed.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WrappedKey that && version == that.version && Arrays.equals(sealed, that.sealed);
    }

    @Override
    public int hashCode() {
        return 31 * version + Arrays.hashCode(sealed);
    }
}
