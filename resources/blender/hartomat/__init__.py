# SPDX-License-Identifier: GPL-3.0-or-later
"""What a Blender process of this application does. Runs on Blender 4.2 and later, as a program or as the bpy module."""
