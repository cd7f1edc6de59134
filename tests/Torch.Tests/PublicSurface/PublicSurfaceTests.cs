namespace Mantissa.Torch.Tests.PublicSurface;

/// <summary>
/// Training code must compile against TorchSharp 0.106 unchanged, so this library may offer nothing that TorchSharp does not.
/// The list beside this file holds the members that were compared with TorchSharp 0.106.0 by reflection; a new public member
/// goes there after it was looked up in TorchSharp, names and defaults included.
/// </summary>
public class PublicSurfaceTests
{
    private static readonly Dictionary<string, string[]> Expected = ReadList();

    [Fact]
    public void Nothing_is_public_that_TorchSharp_does_not_have()
    {
        var extra = from type in SurfaceReader.Read(typeof(torch).Assembly)
                    let known = Expected.GetValueOrDefault(type.Key, [])
                    from member in Expected.ContainsKey(type.Key) ? type.Value.Except(known) : [type.Key]
                    select $"{type.Key}: {member}";
        extra.ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_that_was_offered_is_gone()
    {
        var surface = SurfaceReader.Read(typeof(torch).Assembly);
        var missing = from type in Expected
                      from member in type.Value.Except(surface.GetValueOrDefault(type.Key, []))
                      select $"{type.Key}: {member}";
        missing.ShouldBeEmpty();
    }

    [Fact]
    public void The_reader_sees_names_and_defaults()
    {
        var surface = SurfaceReader.Read(typeof(torch).Assembly);
        surface["torch.Tensor | class"].ShouldContain("(torch.Tensor values, torch.Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true)");
        surface["torch.Tensor | class"].ShouldContain("torch.Tensor add_(torch.Tensor target, Scalar alpha)");
    }

    private static Dictionary<string, string[]> ReadList()
    {
        var types = new Dictionary<string, List<string>>();
        List<string> members = [];
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "PublicSurface", "torchsharp-0.106.txt")))
        {
            if (line.StartsWith(' ')) members.Add(line.Trim());
            else if (line.Length > 0 && line[0] != '#') types.Add(line, members = []);
        }

        return types.ToDictionary(type => type.Key, type => type.Value.ToArray());
    }
}
