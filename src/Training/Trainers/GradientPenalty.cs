using static TorchSharp.torch;

namespace Mantissa.Training.Trainers;

/// <summary>
/// λ·E[(‖∇D(x̂)‖ − 1)²] at points x̂ = G(z) + ε(x − G(z)) between a generated and a real image, ε uniform in [0, 1)
/// (Gulrajani et al. 2017, equation 3 and algorithm 1).
/// </summary>
/// <param name="weight">λ.</param>
/// <param name="noise">Gives ε.</param>
internal sealed class GradientPenalty(double weight, NoiseSource noise)
{
    /// <summary>Name of the critic's pass over the points.</summary>
    public const string Use = "between";

    /// <summary>
    /// The points x̂. To be called before the critic sees the images: a format may store them in their own memory, or not, and a curve
    /// must not depend on that.
    /// </summary>
    /// <param name="real">N × channels × size × size.</param>
    /// <param name="fake">Of the same shape.</param>
    public Tensor Between(Tensor real, Tensor fake) => fake.lerp(real, noise.Between(real.size(0))).requires_grad_();

    /// <param name="score">The critic, with the name of the use.</param>
    /// <param name="between">What <see cref="Between"/> gave.</param>
    /// <returns>The term of the loss, whose gradient goes through the gradient of the score; and the mean of ‖∇D(x̂)‖.</returns>
    public (Tensor Term, Tensor Slope) Of(Func<Tensor, string, Tensor> score, Tensor between)
    {
        var gradient = autograd.grad([score(between, Use).sum()], [between], create_graph: true)[0];
        var norms = gradient.flatten(1).norm(1);
        return ((norms - 1).square().mean() * weight, norms.mean());
    }
}
