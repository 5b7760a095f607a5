package rawi.embeddings.queries;

/**
 * A word that was found.
 *
 * @param similarity cosine of the angle to what was looked for, -1 to 1; of an analogy by products
 *     their quotient
 */
public record Neighbour(String word, double similarity) {}
