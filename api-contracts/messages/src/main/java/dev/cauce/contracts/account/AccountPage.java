package dev.cauce.contracts.account;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of accounts; {@code nextCursor} is null on the last one. */
public record AccountPage(List<AccountView> items, @Nullable String nextCursor) {}
