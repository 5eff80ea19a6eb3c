package dev.cauce.contracts.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How far a message reaches for whoever holds its permission as a {@link Role#CUSTOMER} alone, and so sees nothing but
 * the accounts that its token names. A message without it is refused to such a caller.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ForCustomers {

    Reach value();

    /** What bounds the message. */
    enum Reach {
        /** Nothing does: every customer of the tenant may know, as it may know the catalogue. */
        WHOLE_TENANT,
        /** The message is {@link OfAccount}, and must name an account of the customer's. */
        NAMED_ACCOUNT,
        /** What stands under its id is {@link OfAccount} and must be the customer's: else there is nothing there. */
        FOUND_ACCOUNT
    }
}
