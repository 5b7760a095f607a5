package rawi.apps.nextword;

/**
 * What may come next.
 *
 * @param word as the vocabulary has it
 * @param p its probability
 * @param completes whether it goes on with the last word, or follows it
 * @param text the prefix with the word in its place
 */
public record Suggestion(String word, double p, boolean completes, String text) {}
