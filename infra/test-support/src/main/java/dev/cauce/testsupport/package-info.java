/** What the tests of several modules share. */
package dev.cauce.testsupport;
