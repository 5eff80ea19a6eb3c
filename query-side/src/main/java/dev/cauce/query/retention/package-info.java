/** Cases of accounts at risk, the policies that they are worked by, and what acting was worth. */
@NullMarked
package dev.cauce.query.retention;

import org.jspecify.annotations.NullMarked;
