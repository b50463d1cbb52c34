#!/bin/bash
echo "migrated"
