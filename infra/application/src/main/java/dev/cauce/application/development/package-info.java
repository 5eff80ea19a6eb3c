/** What helps who tries Cauce out, and is there in the embedded topology alone. */
@NullMarked
package dev.cauce.application.development;

import org.jspecify.annotations.NullMarked;
