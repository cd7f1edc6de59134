using System.Security.Cryptography;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Formats.Fp32;
using Mantissa.Training.Models;
using TorchSharp;

namespace Mantissa.Training.Tests.Models;

/// <summary>Every format of a seed starts from the same weights, whatever libtorch's generator was used for before.</summary>
public class InitialWeightsTests
{
    public static TheoryData<string> Models => [.. Registry.All<ModelDefinition>().Select(model => model.Entry.Name)];

    [Theory]
    [MemberData(nameof(Models))]
    public void Depend_on_the_seed_only(string model)
    {
        torch.manual_seed(7);
        var first = Hash(model, seed: 1);
        torch.manual_seed(8);
        Hash(model, seed: 1).ShouldBe(first);
        Hash(model, seed: 2).ShouldNotBe(first);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void No_two_parameters_share_their_random_numbers(string model)
    {
        using var networks = Networks(model, 1);
        var starts = networks.Modules.SelectMany(network => network.parameters())
            .Where(parameter => parameter.dim() > 1)
            .Select(parameter => parameter.flatten()[0].item<float>() / parameter.std().item<float>()).ToList();
        starts.Select(start => MathF.Round(start, 4)).Distinct().Count().ShouldBe(starts.Count);
    }

    private static string Hash(string model, long seed)
    {
        using var networks = Networks(model, seed);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var parameter in networks.Modules.SelectMany(network => network.parameters()))
            hash.AppendData(parameter.bytes);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static Built Networks(string name, long seed)
    {
        var format = new Fp32Session();
        return Registry.All<ModelDefinition>().Single(model => model.Entry.Name == name) switch
        {
            ClassifierDefinition classifier => new([classifier.Create([], new ImageShape(3, 32), 10, seed, format)]),
            GanDefinition gan => gan.Create([], new ImageShape(3, 32), seed, format) is var networks
                ? new([networks.Generator, networks.Critic])
                : throw new InvalidOperationException(),
            var other => throw new InvalidOperationException($"{other.GetType()} is a new kind of model; add how it is built."),
        };
    }

    private sealed record Built(torch.nn.Module[] Modules) : IDisposable
    {
        public void Dispose()
        {
            foreach (var module in Modules)
                module.Dispose();
        }
    }
}
