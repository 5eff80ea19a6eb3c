/** Deadlines that survive a restart and follow business time. */
package dev.cauce.platform.deadline;
