/** How sagas are spread over the segments of their processor. */
package dev.cauce.platform.saga;
