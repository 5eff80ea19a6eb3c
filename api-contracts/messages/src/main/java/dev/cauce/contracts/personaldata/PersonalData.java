package dev.cauce.contracts.personaldata;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component that says something about a person. In a stored event it is encrypted with the key of its
 * {@link DataSubject}; without the key it reads as {@link Redaction#MARKER}. Its type is {@code String} or implements
 * {@link Redactable}.
 */
@Documented
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface PersonalData {}
