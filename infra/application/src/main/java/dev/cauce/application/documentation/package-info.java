/** The API's document, and a page to read and try it: served to everybody, from this process alone. */
@NullMarked
package dev.cauce.application.documentation;

import org.jspecify.annotations.NullMarked;
