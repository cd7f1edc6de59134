using System.Text.RegularExpressions;
using Mantissa.Testing;
using YamlDotNet.RepresentationModel;

namespace Mantissa.Cli.Tests.Repository;

/// <summary>What can be known of the container files without a container engine: that they agree with each other and with the code.</summary>
public sealed partial class DeploymentTests
{
    private static readonly string Dockerfile = File.ReadAllText(Path.Combine(Checkout.Root, "docker/Dockerfile"));
    private static readonly HashSet<string> Stages = [.. Stage().Matches(Dockerfile).Select(match => match.Groups["name"].Value)];
    private static readonly HashSet<string> Settings = ReadSettings();

    private static readonly string[] Files = [.. Directory.EnumerateFiles(Path.Combine(Checkout.Root, "deploy"), "*.yaml").Select(Path.GetFileName).OfType<string>().Order()];

    public static TheoryData<string> Manifests => [.. Files];

    [Fact]
    public void Images_are_pinned_and_stages_exist()
    {
        foreach (Match from in Stage().Matches(Dockerfile))
        {
            var image = from.Groups["image"].Value;
            if (!Stages.Contains(image))
                image.ShouldMatch(@"^[a-z0-9./-]+:\d+\.\d+[\w.-]*$", "A version in full, so that the same file builds the same image.");
        }

        foreach (Match copy in CopyFrom().Matches(Dockerfile))
            Stages.ShouldContain(copy.Groups[1].Value);
    }

    [Theory]
    [InlineData("web")]
    [InlineData("worker")]
    [InlineData("worker-cuda")]
    public void What_is_run_is_no_root_says_how_it_is_and_starts_what_the_build_made(string stage)
    {
        var lines = Lineage(stage).ToList();
        lines.Last(line => line.StartsWith("USER ", StringComparison.Ordinal)).ShouldBe("USER 10001");
        lines.ShouldContain(line => line.StartsWith("HEALTHCHECK ", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("ENTRYPOINT ", StringComparison.Ordinal) && line.Contains(stage == "web" ? "Mantissa.Web.dll" : "Mantissa.Jobs.dll", StringComparison.Ordinal));
        foreach (Match setting in Setting().Matches(string.Join('\n', lines)))
            Settings.ShouldContain(setting.Value);
    }

    [Fact]
    public void Compose_builds_stages_that_exist_with_settings_that_exist()
    {
        var compose = (YamlMappingNode)Documents("docker/compose.yaml").Single();
        var services = (YamlMappingNode)compose["services"];
        services.Children.Keys.Select(key => key.ToString()).ShouldBe(["postgres", "web", "worker-1", "worker-2"]);
        foreach (var (name, service) in services.Children)
        {
            var all = Merged((YamlMappingNode)service);
            if (all.TryGetValue("build", out var build))
            {
                Stages.ShouldContain(build["target"].ToString());
                all["read_only"].ToString().ShouldBe("true", name.ToString());
                all["cap_drop"].ToString().ShouldContain("ALL");
                foreach (var variable in Merged((YamlMappingNode)all["environment"]).Keys)
                    Settings.ShouldContain(variable);
            }
            else
            {
                all["image"].ToString().ShouldMatch(@":\d+\.\d+");
                all.ShouldContainKey("healthcheck");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Manifests))]
    public void Pods_are_bounded_probed_and_confined(string file)
    {
        foreach (var pod in Documents($"deploy/{file}").OfType<YamlMappingNode>().Where(document => Kind(document) is "Deployment" or "StatefulSet"))
        {
            var spec = (YamlMappingNode)pod["spec"]["template"]["spec"];
            spec["securityContext"]["runAsNonRoot"].ToString().ShouldBe("true");
            spec["automountServiceAccountToken"].ToString().ShouldBe("false");
            foreach (var container in ((YamlSequenceNode)spec["containers"]).Children.Cast<YamlMappingNode>())
            {
                container["securityContext"]["allowPrivilegeEscalation"].ToString().ShouldBe("false");
                container["resources"]["requests"]["memory"].ToString().ShouldNotBeEmpty();
                container["resources"]["limits"]["memory"].ToString().ShouldNotBeEmpty();
                container["startupProbe"].ShouldNotBeNull();
                container["livenessProbe"].ShouldNotBeNull();
                foreach (var variable in ((YamlSequenceNode)container["env"]).Children.Select(entry => entry["name"].ToString()).Where(name => name.StartsWith("MANTISSA_", StringComparison.Ordinal) && name != "MANTISSA_WORKER_PASSWORD"))
                    Settings.ShouldContain(variable);
                var volumes = ((YamlSequenceNode)spec["volumes"]).Children.Select(volume => volume["name"].ToString()).Append("data");
                foreach (var mount in ((YamlSequenceNode)container["volumeMounts"]).Children)
                    volumes.ShouldContain(mount["name"].ToString());
            }

            pod["spec"]["selector"]["matchLabels"]["app"].ShouldBe(pod["spec"]["template"]["metadata"]["labels"]["app"]);
        }
    }

    [Fact]
    public void The_probes_ask_for_what_the_processes_offer()
    {
        var web = File.ReadAllText(Path.Combine(Checkout.Root, "deploy/web.yaml"));
        var health = File.ReadAllText(Path.Combine(Checkout.Root, "src/Web/Hosting/Health.cs"));
        foreach (var name in new[] { "live", "ready" })
        {
            web.ShouldContain($"/health/{name},");
            health.ShouldContain($"MapGet(\"/{name}\"");
        }

        var alive = File.ReadAllText(Path.Combine(Checkout.Root, "src/Jobs/Hosting/AliveFile.cs"));
        alive.ShouldContain("Name = \"worker.alive\"");
        Dockerfile.ShouldContain("/data/worker.alive");
    }

    [Fact]
    public void Every_queue_has_its_workers_and_its_scale()
    {
        var documents = Files.SelectMany(file => Documents($"deploy/{file}")).OfType<YamlMappingNode>().ToList();
        var queues = documents.Where(document => Kind(document) == "Deployment")
            .SelectMany(document => ((YamlSequenceNode)document["spec"]["template"]["spec"]["containers"][0]["env"]).Children)
            .Where(entry => entry["name"].ToString() == "MANTISSA_QUEUES").Select(entry => entry["value"].ToString()).Order().ToList();
        queues.ShouldBe(["cpu", "gpu", "simulator"]);
        var scaled = documents.Where(document => Kind(document) == "ScaledObject").ToList();
        scaled.Select(document => document["spec"]["scaleTargetRef"]["name"].ToString()).Order().ShouldBe(queues.Select(queue => $"worker-{queue}"));
        foreach (var document in scaled)
        {
            var queue = document["spec"]["scaleTargetRef"]["name"].ToString()["worker-".Length..];
            document["spec"]["triggers"][0]["metadata"]["query"].ToString().ShouldContain($"queue = '{queue}'");
        }
    }

    [Fact]
    public void The_kustomization_names_every_manifest()
    {
        var resources = ((YamlSequenceNode)Documents("deploy/kustomization.yaml").Single()["resources"]).Children.Select(child => child.ToString());
        resources.Order().ShouldBe(Files.Where(name => name != "kustomization.yaml"));
    }

    private static string Kind(YamlNode document) => document["kind"].ToString();

    private static IEnumerable<YamlNode> Documents(string path)
    {
        using var reader = new StreamReader(Path.Combine(Checkout.Root, path));
        var stream = new YamlStream();
        stream.Load(reader);
        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    /// <summary>With what <c>&lt;&lt;</c> brings.</summary>
    private static Dictionary<string, YamlNode> Merged(YamlMappingNode node)
    {
        var merged = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var (key, value) in node.Children.OrderBy(child => child.Key.ToString() != "<<"))
        {
            if (key.ToString() != "<<")
            {
                merged[key.ToString()] = value;
                continue;
            }

            foreach (var (inherited, its) in Merged((YamlMappingNode)value))
                merged[inherited] = its;
        }

        return merged;
    }

    /// <summary>The lines of a stage after those that it is made from.</summary>
    private static IEnumerable<string> Lineage(string stage)
    {
        var stages = Stage().Matches(Dockerfile);
        var mine = stages.Single(match => match.Groups["name"].Value == stage);
        var end = stages.Where(match => match.Index > mine.Index).Select(match => match.Index).DefaultIfEmpty(Dockerfile.Length).Min();
        var before = Stages.Contains(mine.Groups["image"].Value) ? Lineage(mine.Groups["image"].Value) : [];
        return before.Concat(Dockerfile[mine.Index..end].Split('\n'));
    }

    /// <summary>The variables that the site reads by their full name, and those of a worker, which it reads without the prefix.</summary>
    private static HashSet<string> ReadSettings()
    {
        var web = File.ReadAllText(Path.Combine(Checkout.Root, "src/Web/Hosting/WebSettings.cs"));
        var worker = File.ReadAllText(Path.Combine(Checkout.Root, "src/Jobs/Hosting/WorkerSettings.cs"));
        return [.. Setting().Matches(web).Select(match => match.Value), .. WorkerKey().Matches(worker).Select(match => $"MANTISSA_{match.Groups[1].Value}")];
    }

    [GeneratedRegex(@"^FROM (?<image>\S+) AS (?<name>\S+)$", RegexOptions.Multiline)]
    private static partial Regex Stage();

    [GeneratedRegex(@"--from=(\S+)")]
    private static partial Regex CopyFrom();

    [GeneratedRegex("MANTISSA_[A-Z_]+[A-Z]")]
    private static partial Regex Setting();

    [GeneratedRegex(@"\] = ""([A-Z_]+)""")]
    private static partial Regex WorkerKey();
}
