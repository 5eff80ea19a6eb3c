/** Many commands in one HTTP request, each as if it had come alone. */
@NullMarked
package dev.cauce.application.batch;

import org.jspecify.annotations.NullMarked;
