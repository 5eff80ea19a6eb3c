package dev.cauce.contracts.access;

import org.jspecify.annotations.Nullable;

/**
 * A message or an answer that says which account it is about, where it is about one; its {@code toString} is the id.
 */
public interface OfAccount {

    @Nullable
    Object accountId();
}
