/** What past intervals tell of how the gate would judge: noise, lasting differences, false alarms. */
@NullMarked
package io.portcullis.kernel.analysis.history;

import org.jspecify.annotations.NullMarked;
