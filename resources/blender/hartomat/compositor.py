# SPDX-License-Identifier: GPL-3.0-or-later
"""What the compositor of a template does to the places of pixels."""

# These leave every pixel where it was rendered: ways in and out, masks, and what is done to colours alone. What is not
# in this list may shift, scale, bend or smear the picture.
PLACE_KEEPING = {
    "NodeFrame",
    "NodeGroupInput",
    "NodeGroupOutput",
    "NodeReroute",
    "CompositorNodeGroup",
    "CompositorNodeRLayers",
    "CompositorNodeComposite",
    "CompositorNodeViewer",
    "CompositorNodeOutputFile",
    "CompositorNodeImage",
    "CompositorNodeRGB",
    "CompositorNodeValue",
    "CompositorNodeBoxMask",
    "CompositorNodeEllipseMask",
    "CompositorNodeIDMask",
    "CompositorNodeCryptomatteV2",
    "CompositorNodeAlphaOver",
    "CompositorNodeAntiAliasing",
    "CompositorNodeBrightContrast",
    "CompositorNodeColorBalance",
    "CompositorNodeColorCorrection",
    "CompositorNodeCombineColor",
    "CompositorNodeCombineXYZ",
    "CompositorNodeConvertColorSpace",
    "CompositorNodeConvertToDisplay",
    "CompositorNodeCurveRGB",
    "CompositorNodeDenoise",
    "CompositorNodeExposure",
    "CompositorNodeGamma",
    "CompositorNodeHueCorrect",
    "CompositorNodeHueSat",
    "CompositorNodeInvert",
    "CompositorNodeMapRange",
    "CompositorNodeMapValue",
    "CompositorNodeMath",
    "CompositorNodeMixRGB",
    "CompositorNodeNormalize",
    "CompositorNodePosterize",
    "CompositorNodePremulKey",
    "CompositorNodeRGBToBW",
    "CompositorNodeSeparateColor",
    "CompositorNodeSeparateXYZ",
    "CompositorNodeSetAlpha",
    "CompositorNodeSwitch",
    "CompositorNodeTonemap",
    "CompositorNodeValToRGB",
    "CompositorNodeZcombine",
    # From 5.0 on the compositor takes these of the shaders.
    "ShaderNodeBrightContrast",
    "ShaderNodeClamp",
    "ShaderNodeCombineColor",
    "ShaderNodeCombineXYZ",
    "ShaderNodeGamma",
    "ShaderNodeHueSaturation",
    "ShaderNodeInvert",
    "ShaderNodeMapRange",
    "ShaderNodeMath",
    "ShaderNodeMix",
    "ShaderNodeRGBCurve",
    "ShaderNodeSeparateColor",
    "ShaderNodeSeparateXYZ",
    "ShaderNodeValToRGB",
}


def _tree_of(scene):
    if hasattr(scene, "compositing_node_group"):
        return scene.compositing_node_group
    return scene.node_tree if scene.use_nodes else None


def moving_node(scene):
    """The name of a node after which pixels may stand elsewhere than they were rendered; None = there is no such node."""
    trees, seen = [_tree_of(scene)], set()
    while trees:
        tree = trees.pop()
        if tree is None or tree in seen:
            continue
        seen.add(tree)
        for node in tree.nodes:
            if node.mute:
                continue
            if node.bl_idname not in PLACE_KEEPING:
                return node.name
            if node.bl_idname == "CompositorNodeRLayers" and node.scene not in (None, scene):
                return node.name
            if node.bl_idname == "CompositorNodeGroup":
                trees.append(node.node_tree)
    return None
