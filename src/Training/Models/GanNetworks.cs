using TorchSharp;

namespace Mantissa.Training.Models;

/// <summary>The two players of a generative adversarial network.</summary>
/// <param name="Generator">From noise (N × latent dimension) to images in −1 … 1 (N × channels × size × size).</param>
/// <param name="Critic">From images to one number each (N), unbounded.</param>
/// <param name="Latent">What the generator starts from.</param>
/// <param name="Constraint">What bounds the critic; <see langword="null"/> where nothing does, as for a discriminator.</param>
public sealed record GanNetworks(
    torch.nn.Module<torch.Tensor, torch.Tensor> Generator,
    torch.nn.Module<torch.Tensor, torch.Tensor> Critic,
    LatentNoise Latent,
    CriticConstraint? Constraint) : IDisposable
{
    public void Dispose()
    {
        Generator.Dispose();
        Critic.Dispose();
    }
}
