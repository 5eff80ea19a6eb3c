/** The way of a new account through its checklist, and the policy that says when to follow up. */
@NullMarked
package dev.cauce.command.onboarding;

import org.jspecify.annotations.NullMarked;
