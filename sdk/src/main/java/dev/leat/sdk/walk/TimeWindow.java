package dev.leat.sdk.walk;

/**
 * A window of time to ask for, in the source's own form. Wide enough for every row stamped in it,
 * whether the source takes its ends as inclusive or not.
 *
 * @param since the older end
 * @param until the newer end
 */
public record TimeWindow(String since, String until) {}
