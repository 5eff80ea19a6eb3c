/**
 * Personal data in events: encrypted with a key per data subject, so that destroying the key erases the person while
 * the history stays. The stores that keep the keys are adapters of {@link dev.cauce.platform.personaldata.SubjectKeys}.
 */
package dev.cauce.platform.personaldata;
