/** What an analysis says: values only. */
@NullMarked
package io.portcullis.kernel.analysis.finding;

import org.jspecify.annotations.NullMarked;
